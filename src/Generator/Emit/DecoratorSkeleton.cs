using System.Globalization;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the class that owns a decorator's slots: edges from outside to the methods of its interface.</summary>
internal static class DecoratorSkeleton
{
    /// <summary>The id of the caller that nobody knows.</summary>
    private const string Outside = "0000000000000000";

    public static void Emit(CodeWriter code, DecoratorModel decorator, DecoratorNames names)
    {
        code.Open($"internal static class {names.Owner}");
        SkeletonEmitter.EmitText(code, Lines(decorator).ToList(), decorator.Language);
        code.Line();
        code.Line($"internal static readonly int {DecoratorEmitter.First} = {KnownNames.ShadowSkeleton}.{KnownNames.Register}(typeof({names.Owner}), {KnownNames.ManifestSkeletonProperty}, {decorator.Edges.Count});");
        code.Close();
    }

    private static IEnumerable<string> Lines(DecoratorModel decorator)
    {
        yield return "shadowgen-skeleton 1";
        yield return "assembly " + decorator.AssemblyName;
        yield return "file " + SkeletonText.OneLine(decorator.Path);
        var assembly = decorator.AssemblyName;
        foreach (var edge in decorator.Edges)
        {
            if (edge.Assembly != assembly)
                yield return "assembly " + (assembly = edge.Assembly);
            yield return $"callee {edge.CalleeId} {edge.Flags} {edge.DocId}";
            if (edge.Features.Length != 0)
                yield return $"features {edge.CalleeId} {edge.Features}";
        }

        for (var k = 0; k < decorator.Edges.Count; k++)
        {
            var edge = decorator.Edges[k];
            yield return string.Format(CultureInfo.InvariantCulture, "edge {0} {1} {2} 0 {3}:{4}", k, Outside, edge.CalleeId, edge.Line, edge.Column);
        }
    }
}
