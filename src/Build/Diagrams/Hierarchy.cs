namespace ShadowGen.Build.Diagrams;

/// <summary>Boxes by namespace, then type, each in ordinal order of names.</summary>
internal static class Hierarchy
{
    public static IEnumerable<(string Namespace, IReadOnlyList<(string Type, IReadOnlyList<Box> Boxes)> Types)> Of(Diagram diagram) =>
        diagram.Boxes.GroupBy(static box => box.Namespace).OrderBy(static space => space.Key, StringComparer.Ordinal)
            .Select(static space => (space.Key, (IReadOnlyList<(string, IReadOnlyList<Box>)>)
                [.. space.GroupBy(static box => box.Type).OrderBy(static type => type.Key, StringComparer.Ordinal).Select(static type => (type.Key, (IReadOnlyList<Box>)[.. type]))]));

    public static string KeyOf(string space, string type, BoxKeys keys) => keys.Of("in_" + (type.Length == 0 ? space : type), BoxKeys.Hash(space + "/" + type));
}
