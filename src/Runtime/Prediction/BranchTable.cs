using ShadowGen.Branches;

namespace ShadowGen.Prediction;

/// <summary>What functions call by their arguments, of every function whose measured calls told. Immutable; any thread.</summary>
/// <param name="branches">By node; null where nothing was learned.</param>
internal sealed class BranchTable(ArgumentBranches?[] branches)
{
    public static BranchTable Empty { get; } = new([]);

    /// <summary>What was learned of a node, or null.</summary>
    public ArgumentBranches? this[int node] => (uint)node < (uint)branches.Length ? branches[node] : null;

    /// <summary>What a call with these arguments calls; null where arguments have not proven to tell.</summary>
    public BranchRow? Find(int node, ReadOnlySpan<long> arguments) => this[node]?.Find(arguments);
}
