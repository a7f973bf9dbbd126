namespace ShadowGen.Sequences;

/// <summary>Operations that have never called anything: that they return needs no model, which spares half of all learning. Not thread-safe.</summary>
internal sealed class LeafCounts(int operations)
{
    private const ushort IsNoLeaf = ushort.MaxValue;

    /// <summary>So often must it have returned without a call.</summary>
    private const int Sure = 4;

    /// <summary>After n returns without a call, the odds of a first call are this to n + 1.</summary>
    private const double FirstCall = 0.02;

    private ushort[] _returns = new ushort[operations];

    public long Bytes => (long)_returns.Length * sizeof(ushort);

    public void Grow(int operations) => Array.Resize(ref _returns, operations);

    /// <summary>Whether the top of the path has not called anything, and so far never did.</summary>
    public bool IsLeaf(CallPath path)
    {
        var returns = _returns; // a reader's moment: it may have grown since
        return path.Depth > 0 && !path.Top.HasCalled && (uint)path.Top.Operation < (uint)returns.Length && returns[path.Top.Operation] is >= Sure and < IsNoLeaf;
    }

    /// <summary>Probability that a leaf returns without a call.</summary>
    public double Returns(int operation) => 1 - (FirstCall / (_returns[operation] + 1));

    /// <summary>The top of the path, which has not called anything, makes a call or returns.</summary>
    public void Learn(int operation, bool returns)
    {
        ref var count = ref _returns[operation];
        if (!returns) count = IsNoLeaf;
        else if (count < IsNoLeaf - 1) count++;
    }
}
