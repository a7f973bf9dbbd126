namespace ShadowGen.Hosts;

/// <summary>Says on standard error how many calls of a function were counted, and how many were made.</summary>
internal static class Counted
{
    /// <summary>As <see cref="Say"/>, for bytes that a service's calls have moved.</summary>
    public static void SayBytes(string service, Func<CallGraphNode, long?> booked, long moved)
    {
        Shadow.Flush();
        var sum = 0L;
        foreach (var node in Shadow.CallGraph.FindAll(service))
            sum += booked(node) ?? 0;
        Console.Error.WriteLine($"{service}: {sum} of {moved}; faults {Shadow.Statistics.Faults}; lost {Shadow.Statistics.LostCalls}");
    }

    public static void Say(string function, long made)
    {
        Shadow.Flush();
        Console.Error.WriteLine($"{function}: {(Shadow.CallGraph.Find(function).IsEmpty ? 0 : Shadow.CallGraph.Find(function).Calls)} of {made}; faults {Shadow.Statistics.Faults}; lost {Shadow.Statistics.LostCalls}");
    }
}
