namespace ShadowGen.Hosts;

/// <summary>Says on standard error how many calls of a function were counted, and how many were made.</summary>
internal static class Counted
{
    public static void Say(string function, long made)
    {
        Shadow.Flush();
        Console.Error.WriteLine($"{function}: {(Shadow.CallGraph.Find(function).IsEmpty ? 0 : Shadow.CallGraph.Find(function).Calls)} of {made}; faults {Shadow.Statistics.Faults}; lost {Shadow.Statistics.LostCalls}");
    }
}
