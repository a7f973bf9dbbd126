namespace ShadowGen.Generator.Benchmarks.Synthetic;

/// <summary>How large the synthetic project is.</summary>
/// <param name="Files">Files with calls; one in <see cref="TrackedEvery"/> of them calls tracked methods.</param>
/// <param name="Methods">Methods of each file.</param>
/// <param name="Calls">Invocations of each method.</param>
internal sealed record SyntheticSize(int Files, int Methods, int Calls)
{
    public const int TrackedEvery = 10;

    /// <summary>The table of the issue: 1,000 files, 100,000 invocations.</summary>
    public static SyntheticSize Full { get; } = new(1000, 10, 10);

    /// <summary>Enough to see that everything works, in a second.</summary>
    public static SyntheticSize Small { get; } = new(30, 4, 5);

    public int Invocations => Files * Methods * Calls;
}
