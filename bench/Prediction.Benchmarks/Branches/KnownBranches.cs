using ShadowGen.Branches;

namespace ShadowGen.Prediction.Benchmarks.Branches;

/// <summary>Functions whose branches are known: by a flag, an enum, an empty collection, two flags together, a size; with noise; and by nothing that is told.</summary>
internal static class KnownBranches
{
    private const int Runs = 4_000, Learned = 2_000;

    public static IEnumerable<RunSet> Deciding() =>
    [
        Set("a flag", 1, 0b1, r => [r.Next(2)], (a, _) => [new((int)a[0], 1)]),
        Set("an enum with four routes", 3, 0b101, r => [r.Next(2), r.Next(9000), r.Next(4)], (a, _) => [new(9, 1), new((int)a[2], 1)]),
        Set("an empty collection", 1, 0, r => [r.Next(3) == 0 ? 0 : r.Next(1, 50)], (a, _) => a[0] == 0 ? [] : [new(1, (int)a[0]), new(2, 1)]),
        Set("two flags together", 2, 0b11, r => [r.Next(2), r.Next(2)], (a, _) => [new((int)(a[0] ^ a[1]), 1)]),
        Set("a size from 64 on", 2, 0b10, r => [r.Next(128), r.Next(5)], (a, _) => [new(a[0] >= 64 ? 1 : 2, 1)]),
        Set("a flag, nine times of ten", 2, 0b11, r => [r.Next(2), r.Next(3)], (a, r) => [new((int)a[0] ^ (r.Next(10) == 0 ? 1 : 0), 1)]),
    ];

    public static IEnumerable<RunSet> Idle() =>
    [
        Set("nothing that is told", 4, 0b0011, r => [r.Next(2), r.Next(12), r.Next(100_000), r.Next(3)], (_, r) => [new(r.Next(3), 1)]),
        Set("always the same", 2, 0b01, r => [r.Next(2), r.Next(100)], (_, _) => [new(1, 1), new(2, 2)]),
    ];

    private static RunSet Set(string name, int features, int codes, Func<Random, long[]> arguments, Func<long[], Random, CalleeRun[]> law)
    {
        var random = new Random(1);
        var runs = new List<ArgumentRun>();
        for (var i = 0; i < Runs; i++)
        {
            var given = arguments(random);
            runs.Add(new(0, given, law(given, random), i >= Learned));
        }
        return new(name, [(features, codes)], runs);
    }
}
