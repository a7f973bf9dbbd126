namespace ShadowGen.Prefetch;

/// <summary>What calls ahead may cost. Immutable.</summary>
/// <param name="WastedCalls">Calls in vain, as a share of the real ones.</param>
/// <param name="WastedCores">Processor time of calls in vain, in cores.</param>
/// <param name="WastedBytesPerSecond">Memory that calls in vain allocate.</param>
/// <param name="Parallel">Prefetches under way at a time, of the whole process.</param>
/// <param name="Elements">How far a loop's elements are prefetched ahead of it.</param>
internal sealed record AheadLimits(double WastedCalls, double WastedCores, double WastedBytesPerSecond, int Parallel, int Elements)
{
    public static AheadLimits Usual { get; } = new(0.05, 0.02, 16 << 20, 8, 64);
}
