namespace ShadowGen.Hosting.Tests.Support;

/// <summary>What the process has counted of a method, up to date.</summary>
internal static class Counted
{
    public static long Calls(string method) => Node(method).Calls;

    /// <summary>Calls that nobody saw being made.</summary>
    public static long FromOutside(string method)
    {
        var calls = 0L;
        foreach (var edge in Node(method).Parents)
            calls += edge.Caller.IsOutside ? edge.Calls : 0;
        return calls;
    }

    /// <summary>Empty until the file that tells of it is first used.</summary>
    public static CallGraphNode Node(string method)
    {
        Shadow.Flush();
        return Shadow.CallGraph.Find("ShadowGen.Hosting.Tests." + method);
    }
}
