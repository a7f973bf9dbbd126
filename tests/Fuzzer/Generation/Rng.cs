namespace ShadowGen.Fuzzer.Generation;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from a seed on every machine and runtime, which System.Random does not promise.</summary>
internal sealed class Rng(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)(Draw() % (ulong)bound);

    public int Next(int from, int bound) => from + Next(bound - from);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public T PickOf<T>(params T[] items) => items[Next(items.Length)];

    public T[] Shuffle<T>(IEnumerable<T> items)
    {
        var result = items.ToArray();
        for (var i = result.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (result[i], result[j]) = (result[j], result[i]);
        }

        return result;
    }

    private ulong Draw()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
