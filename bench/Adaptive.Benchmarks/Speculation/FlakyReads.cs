namespace ShadowGen.Adaptive.Benchmarks.Speculation;

/// <summary>Reads of which one in twenty fails when it is first tried. Counts the tries, which only the trial looks at.</summary>
#pragma warning disable SHG1005 // that count is the effect
internal sealed class FlakyReads(int calls)
{
    private readonly int[] _tries = new int[calls];

    public static int Expected(int id, int region) => (id * 31) ^ region;

    public static bool FailsFirst(int id) => id / 7 % 20 == 7;

    public int TriesOf(int id) => Volatile.Read(ref _tries[id]);

    [Shadowed(Speculative = true)]
    public async Task<int> CartAsync(int id, int region)
    {
        var isFirst = Interlocked.Increment(ref _tries[id]) == 1;
        await Task.Delay(1).ConfigureAwait(false);
        if (isFirst && FailsFirst(id)) throw new IOException("try again");
        return Expected(id, region);
    }
}
