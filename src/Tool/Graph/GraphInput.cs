extern alias build;

using build::ShadowGen.Build.Diagrams;
using build::ShadowGen.Shared.Graph;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Graph;

/// <summary>What a diagram is drawn from.</summary>
/// <param name="Title">The program or assembly.</param>
/// <param name="Graph">Named, ready to be drawn.</param>
internal sealed record GraphInput(string Title, NamedGraph Graph)
{
    /// <param name="screen">Knows what relative paths begin with.</param>
    /// <param name="path">A model or a built assembly.</param>
    /// <param name="model">Figures for an assembly; null for its estimates.</param>
    /// <exception cref="ToolException">It is neither, or cannot be read.</exception>
    public static GraphInput Load(Screen screen, string path, string? model)
    {
        if (!IsAssembly(path))
        {
            if (model is not null) throw new ToolException($"--model is for assemblies, and '{path}' is read as a model itself: name the assembly (.dll) first.");
            var measured = MeasuredGraph.Of(ModelInput.Load(screen, path));
            return new(measured.Assembly.Length > 0 ? measured.Assembly : Path.GetFileNameWithoutExtension(path), new(measured, new HashSet<string>()));
        }
        var (skeletons, namespaces) = AssemblyInput.Load(screen, path);
        var graph = StaticGraph.Of(skeletons);
        if (model is not null && MeasuredGraph.Overlay(graph, ModelInput.Load(screen, model).CallGraph) == 0)
            throw new ToolException($"the model '{model}' knows no method of '{path}': it is of another program.");
        return new(Path.GetFileNameWithoutExtension(path), new(graph, namespaces));
    }

    private static bool IsAssembly(string path) => Path.GetExtension(path).ToUpperInvariant() is ".DLL" or ".EXE";
}
