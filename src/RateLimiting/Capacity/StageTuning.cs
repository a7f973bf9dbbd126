namespace ShadowGen.Capacity;

/// <summary>What differs between processors, whose number is known, and a dependency, of which nothing is. The numbers were chosen by simulation (bench/Adaptive.Benchmarks, on seeds of their own).</summary>
/// <param name="Servers">How many pieces of work are always let in.</param>
/// <param name="Spare">How many more than servers may be there before one is taken to be busy.</param>
/// <param name="IsCapped">Whether the limit stays near what is in use.</param>
/// <param name="FullElasticity">The stage is full where work takes longer by this share of how much more of it there is.</param>
/// <param name="ElasticityMemory">Of what that is learned from, what counts on after each adjustment.</param>
/// <param name="StretchMemory">Of what the stretch is learned from, what counts on after each piece of work.</param>
internal sealed record StageTuning(int Servers, double Spare, bool IsCapped, double FullElasticity, double ElasticityMemory, double StretchMemory)
{
    public static StageTuning Dependency { get; } = new(1, 0, IsCapped: true, 0.5, 0.8, 0.95);

    public static StageTuning Processors(int count) => new(count, 2, IsCapped: false, 0.3, 0.9, 0.98);
}
