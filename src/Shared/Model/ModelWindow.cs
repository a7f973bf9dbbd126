namespace ShadowGen.Shared.Model;

/// <summary>Calls as they came one after the other on a thread: what the order of calls is learned from anew.</summary>
/// <param name="Order">At the start of a process: which of its windows this is. Else a random number: of all windows those with the least are kept (bottom-k sampling: Cohen and Kaplan 2007).</param>
/// <param name="IsStart">One of the first windows of a process.</param>
/// <param name="Edges">Caller and callee of the calls in it, each once.</param>
/// <param name="Calls">0 and up: an edge by its place in <paramref name="Edges"/>. Below: the thread goes over to another flow, -1 to none, -2, -3 ... to one of those in this window.</param>
internal sealed record ModelWindow(ulong Order, bool IsStart, (ulong Caller, ulong Callee)[] Edges, int[] Calls)
{
    /// <summary>Calls in a window at most.</summary>
    public const int MaxCalls = 512;

    public const int MaxEdges = 512;

    /// <summary>Windows of a start, and of all other times, that a source or a fold of sources keeps.</summary>
    public const int MaxStart = 8, MaxSampled = 24;
}
