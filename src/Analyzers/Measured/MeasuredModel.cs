using System.Globalization;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared.Model;

namespace ShadowGen.Analyzers.Measured;

/// <summary>A model file as the rules ask about it. Thread-safe.</summary>
internal sealed class MeasuredModel
{
    private readonly ModelFile _file;
    private readonly Dictionary<string, ModelMethod> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _reached = [];
    private readonly bool _hasHashes;

    public MeasuredModel(ModelFile file)
    {
        _file = file;
        foreach (var method in file.Methods.Values)
        {
            if (method.DocumentationId == ModelMethod.Hashed) _hasHashes = true;
            else _byName[Key(method.Assembly, method.DocumentationId)] = method;
        }
        foreach (var source in file.Sources.Values)
        {
            Runs += Math.Max(1, source.Members.Length);
            foreach (var edge in source.Edges)
            {
                Calls = ModelMath.Add(Calls, edge.Value);
                if (edge.Value > 0) _reached.Add(edge.Key.Callee);
            }
        }
        Total = ModelFold.Total(file);
        Superlinear = FindSuperlinear();
    }

    /// <summary>Runs that it holds.</summary>
    public int Runs { get; }

    /// <summary>Calls that were counted in them.</summary>
    public long Calls { get; }

    /// <summary>All runs added up, older ones weighing less.</summary>
    public ModelSource Total { get; }

    /// <summary>Shadowed methods with code: no services, and no named flows.</summary>
    public IEnumerable<ModelMethod> Shadowed => _file.Methods.Values.Where(static method => method is { IsShadowed: true, IsService: false } && method.Flags.IndexOf('f') < 0);

    /// <summary>By method: costs that grow faster than n log n does with an argument.</summary>
    public IReadOnlyDictionary<ulong, ModelGrowth> Superlinear { get; }

    /// <summary>What the file says of a method; null when it does not know it.</summary>
    public ModelMethod? Find(IMethodSymbol method)
    {
        if (method.ContainingAssembly is not { Name: var assembly } || method.GetDocumentationCommentId() is not { } documentationId)
            return null;
        if (_byName.TryGetValue(Key(assembly, documentationId), out var found) || !_hasHashes)
            return found;
        return ulong.TryParse(MethodIds.Of(assembly, documentationId), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && _file.Methods.TryGetValue(id, out found) ? found : null;
    }

    /// <summary>Whether any run counted a call of it.</summary>
    public bool IsReached(ModelMethod method) => _reached.Contains(method.Id);

    private static string Key(string assembly, string documentationId) => assembly + "|" + documentationId;

    private Dictionary<ulong, ModelGrowth> FindSuperlinear()
    {
        var found = new Dictionary<ulong, ModelGrowth>();
        foreach (var laws in Total.Laws.GroupBy(static law => law.Key.Method))
        {
            if (_file.Methods.TryGetValue(laws.Key, out var method) && ModelGrowth.Superlinear(method, [.. laws.Select(static law => new KeyValuePair<string, ModelLaw>(law.Key.Arguments, law.Value))]) is { } growth)
                found.Add(laws.Key, growth);
        }

        return found;
    }
}
