extern alias build;

using build::ShadowGen.Build;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Models;

/// <summary>Reads what built assemblies hold of their call graph, without loading them.</summary>
internal static class AssemblyInput
{
    /// <returns>The skeleton of each file, and the namespaces that the assembly knows.</returns>
    /// <exception cref="ToolException">It is no assembly, or was built without ShadowGen.</exception>
    public static (List<string> Skeletons, HashSet<string> Namespaces) Load(Screen screen, string path)
    {
        var full = screen.PathOf(path);
        if (!File.Exists(full)) throw new ToolException($"there is no assembly '{path}': name a built .dll.");
        try
        {
            var skeletons = SkeletonReader.Read(full);
            if (skeletons.Count == 0) throw new ToolException($"'{path}' holds no call graph: it was built without ShadowGen, or has neither shadowed methods nor calls of any.");
            return (skeletons, NamespaceReader.Read(full));
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            throw new ToolException($"'{path}' is no assembly that can be read: {exception.Message}", exception);
        }
    }
}
