namespace ShadowGen.Tool.Traces;

/// <summary>A recorded trace (docs/recording.md).</summary>
/// <param name="Operations">What was called, by number; a gap has an empty name.</param>
/// <param name="Sequences">Calls of a flow, or of a thread outside of flows, in the order in which they began.</param>
internal sealed record Trace(IReadOnlyList<TraceOperation> Operations, IReadOnlyList<TraceCall[]> Sequences)
{
    public long Calls => Sequences.Sum(calls => (long)calls.Length);

    public string NameOf(int operation) => operation < Operations.Count && Operations[operation].Name.Length > 0 ? Operations[operation].Name : $"operation {operation}";
}

/// <summary>A method of a trace.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Features">Names of its argument features.</param>
internal sealed record TraceOperation(string Name, IReadOnlyList<string> Features);

/// <summary>A recorded call.</summary>
/// <param name="Parent">Index of its caller in the sequence; -1 for a root.</param>
/// <param name="Operation">What was called.</param>
/// <param name="Start">Microseconds since the recording began.</param>
/// <param name="Duration">Microseconds, callees included.</param>
/// <param name="Allocated">Bytes; NaN when not known.</param>
/// <param name="Cpu">Microseconds; NaN when not known.</param>
/// <param name="Arguments">Argument features; empty when not known.</param>
internal readonly record struct TraceCall(int Parent, int Operation, double Start, double Duration, double Allocated, double Cpu, long[] Arguments);
