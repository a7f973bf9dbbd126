namespace ShadowGen.Shared.Graph;

/// <summary>All call sites of one callee in one caller.</summary>
internal sealed class StaticEdge
{
    public StaticEdge(StaticNode caller, StaticNode callee)
    {
        Caller = caller;
        Callee = callee;
    }

    public StaticNode Caller { get; }

    public StaticNode Callee { get; }

    /// <summary>Expected calls for one invocation of the caller.</summary>
    public double Frequency { get; internal set; }

    /// <summary>That the caller's next call is this one: over one caller's edges these sum to 1.</summary>
    public double Probability { get; internal set; }

    /// <summary>Counted at run time.</summary>
    public bool IsShimmed { get; internal set; }

    /// <summary>A possible target of a dispatched or delegate call.</summary>
    public bool IsVirtual { get; internal set; }

    /// <summary><c>line:column,line:column…</c> in the caller's file.</summary>
    public string Places { get; internal set; } = "";
}
