namespace ShadowGen.Graph;

/// <summary>A (caller, callee) pair. Several slots may stand for it: one for each file that calls, and for each time an assembly is loaded.</summary>
internal sealed class LogicalEdge(int caller, int callee)
{
    public int Caller { get; } = caller;

    public int Callee { get; } = callee;

    public int LoopDepth { get; set; }

    public List<SourceLocation> CallSites { get; } = [];

    /// <summary>A reloaded assembly tells the same sites again.</summary>
    public void AddCallSite(SourceLocation site)
    {
        if (!CallSites.Contains(site)) CallSites.Add(site);
    }
}
