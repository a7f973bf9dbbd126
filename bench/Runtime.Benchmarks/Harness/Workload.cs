namespace ShadowGen.Benchmarks.Harness;

/// <summary>Does <paramref name="units"/> units of work and returns how many measured calls that were.</summary>
internal delegate long Batch(int units);

/// <summary>One way to make the calls of a workload.</summary>
internal sealed record Variant(string Name, Batch Run);

/// <summary>
/// A shape of calls. <see cref="Plain"/> and <see cref="Control"/> are copies of equal code, so that their difference shows the error of the measurement;
/// where there are several copies, the mean of their costs counts.
/// </summary>
internal sealed record Workload(string Name, IReadOnlyList<Batch> Plain, IReadOnlyList<Batch> Control, IReadOnlyList<Variant> Variants)
{
    /// <summary>Wall time instead of thread CPU time: for work that leaves the measuring thread.</summary>
    public bool IsWallTime { get; init; }

    public IEnumerable<Batch> Batches => [.. Plain, .. Control, .. Variants.Select(v => v.Run)];
}
