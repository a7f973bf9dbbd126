namespace ShadowGen.Shared.Graph;

/// <summary>That one member may call another.</summary>
internal sealed class StaticEdge(StaticNode caller, StaticNode callee)
{
    public StaticNode Caller => caller;

    public StaticNode Callee => callee;

    /// <summary>Expected calls for one run of the caller.</summary>
    public double Frequency { get; internal set; }

    /// <summary>That the caller's next call is this one; over one caller's edges these sum to 1.</summary>
    public double Probability { get; internal set; }

    /// <summary>Whether a shim counts it.</summary>
    public bool IsShimmed { get; internal set; }

    /// <summary>Whether it is one of several that a dispatched call, or a delegate's, may reach.</summary>
    public bool IsVirtual { get; internal set; }

    /// <summary>Call sites: <c>line:column</c>, separated by commas; "" for none.</summary>
    public string Places { get; internal set; } = "";

    /// <summary>Loops around the deepest of the sites.</summary>
    public int LoopDepth { get; internal set; }

    /// <summary>Estimated calls, relative as <see cref="StaticNode.Frequency"/>.</summary>
    public double Calls => Caller.Frequency * Frequency;
}
