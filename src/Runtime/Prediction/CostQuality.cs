using ShadowGen.Costs;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>How forecasts of whole calls' costs did, of all nodes and of each. Immutable; any thread.</summary>
/// <param name="totals">By resource.</param>
/// <param name="byNode">By node and resource.</param>
internal sealed class CostQuality(CostScore[] totals, CostScore[] byNode)
{
    public static CostQuality Empty { get; } = new(new CostScore[NodeProfiles.Kinds], []);

    /// <summary>Of all nodes, those that were forgotten since too.</summary>
    public CostScore Total(ResourceKind kind) => totals[(int)kind];

    /// <summary>Of one node; of none when it is not known.</summary>
    public CostScore Of(int node, ResourceKind kind)
    {
        var at = ((long)node * NodeProfiles.Kinds) + (int)kind;
        return (ulong)at < (ulong)byNode.Length ? byNode[at] : default;
    }
}
