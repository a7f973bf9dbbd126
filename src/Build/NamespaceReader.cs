using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ShadowGen.Build;

/// <summary>The namespaces of the types that an assembly declares or refers to.</summary>
internal static class NamespaceReader
{
    /// <exception cref="BadImageFormatException">The file is no managed assembly.</exception>
    public static HashSet<string> Read(string path)
    {
        using var file = File.OpenRead(path);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeDefinitions)
            names.Add(metadata.GetString(metadata.GetTypeDefinition(handle).Namespace));
        foreach (var handle in metadata.TypeReferences)
            names.Add(metadata.GetString(metadata.GetTypeReference(handle).Namespace));
        names.Remove("");
        return names;
    }
}
