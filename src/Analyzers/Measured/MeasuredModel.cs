using System.Globalization;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared.Glance;
using ShadowGen.Shared.Model;

namespace ShadowGen.Analyzers.Measured;

/// <summary>A model file as the rules ask about it. Thread-safe.</summary>
internal sealed class MeasuredModel
{
    private readonly Dictionary<string, ModelMethod> _byName = new(StringComparer.Ordinal);
    private readonly bool _needsIds;

    public MeasuredModel(ModelGlance glance)
    {
        Glance = glance;
        foreach (var method in glance.Methods)
        {
            if (method.DocumentationId == ModelMethod.Hashed || _byName.ContainsKey(method.DocumentationId)) _needsIds = true;
            else _byName.Add(method.DocumentationId, method);
        }
    }

    /// <summary>What was counted and measured: all runs added up, older ones weighing less.</summary>
    public ModelGlance Glance { get; }

    /// <summary>Runs that it holds.</summary>
    public int Runs => Glance.Runs;

    /// <summary>Calls that were counted in them.</summary>
    public long Calls => Glance.Calls;

    /// <summary>Whether it can tell how any cost grows.</summary>
    public bool HasLaws => Glance.HasLaws;

    /// <summary>Shadowed methods with code: no services, and no named flows.</summary>
    public IEnumerable<ModelMethod> Shadowed => Glance.Methods.Where(static method => method is { IsShadowed: true, IsService: false } && method.Flags.IndexOf('f') < 0);

    /// <summary>What the file says of a method; null when it does not know it.</summary>
    public ModelMethod? Find(IMethodSymbol method)
    {
        if (method.ContainingAssembly is not { Name: var assembly } || method.GetDocumentationCommentId() is not { } documentationId)
            return null;
        if (_byName.TryGetValue(documentationId, out var found) && found.Assembly == assembly)
            return found;
        // Names that are hashed, or that several assemblies have.
        return _needsIds && ulong.TryParse(MethodIds.Of(assembly, documentationId), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) ? Glance.Find(id) : null;
    }

    /// <summary>Whether any run counted a call of it.</summary>
    public bool IsReached(ModelMethod method) => Glance.IsReached(method.Id);

    /// <summary>The cost that grows faster than n log n does with an argument; null where none does.</summary>
    public ModelGrowth? Superlinear(ModelMethod method) => Glance.Superlinear(method);
}
