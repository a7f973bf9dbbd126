using ShadowGen.Adaptive.Benchmarks.Simulation;

namespace ShadowGen.Adaptive.Benchmarks.Limiters;

/// <summary>A limiter with one setting of its options.</summary>
/// <param name="Family">Which limiter; the best setting of a family counts for it.</param>
/// <param name="Setting">For people.</param>
/// <param name="Make">For a workload and its dependency's slowness, on virtual time.</param>
internal sealed record Made(string Family, string Setting, Func<VirtualTime, Workload, Limiter> Make);
