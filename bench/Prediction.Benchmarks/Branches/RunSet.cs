using ShadowGen.Branches;

namespace ShadowGen.Prediction.Benchmarks.Branches;

/// <summary>A call with its arguments, and what it has called itself.</summary>
/// <param name="Operation">What was called.</param>
/// <param name="Arguments">As many as the operation has features.</param>
/// <param name="Callees">Each once.</param>
/// <param name="IsScored">False: learned only.</param>
internal readonly record struct ArgumentRun(int Operation, long[] Arguments, CalleeRun[] Callees, bool IsScored);

/// <summary>Runs in their order, of operations whose argument features are known.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Codes">For each operation how many features it has, and a bit for each that is a code.</param>
/// <param name="Runs">All of them have features.</param>
internal sealed record RunSet(string Name, (int Features, int Codes)[] Codes, List<ArgumentRun> Runs);
