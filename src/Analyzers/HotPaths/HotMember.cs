using Microsoft.CodeAnalysis;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Analyzers.HotPaths;

/// <summary>A member with code, and its node in the graph.</summary>
internal sealed class HotMember(ISymbol symbol, string docId)
{
    public ISymbol Symbol => symbol;

    public StaticNode Node { get; } = new(0, docId, docId, "");

    public List<BodyFacts> Bodies { get; } = [];

    public bool HasEvidence => Bodies.Any(static body => body.HasEvidence);

    public bool IsGenerated => Bodies.Any(static body => body.IsGenerated);
}

/// <summary>The calls of one edge: by which name, so that it is known whose shims would see them.</summary>
internal sealed class HotCalls
{
    /// <summary>The methods that call sites name, and how often one run of the caller does.</summary>
    public List<(IMethodSymbol Named, double Frequency)> Named { get; } = [];

    public bool IsLooped { get; set; }
}
