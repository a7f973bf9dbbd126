using System.Numerics;
using ShadowGen.Shared.Model;

namespace ShadowGen.Tests.Model;

/// <summary>Models with anything in them that there can be, by seed.</summary>
internal static class RandomModels
{
    /// <summary>A file of some of a few runs, of which several generations exist: two files often hold the same run.</summary>
    public static ModelFile File(int seed, int runs = 6, int methods = 12)
    {
        var random = new Random(seed);
        var sources = Enumerable.Range(0, random.Next(runs + 1)).Select(_ => Source(random.Next(runs), random.Next(1, 4), methods));
        return new(Enumerable.Range(0, random.Next(methods + 1)).Select(i => Method(i, random.Next(3))), sources);
    }

    public static ModelMethod Method(int index, long since) =>
        new(IdOf(index), index % 3 == 0 ? "Shop" : "Shop.Core", $"M:Shop.Type{index}.Run(System.Int32)", index % 2 == 0 ? "s" : "as", "", since == 1 ? "s:n" : "s:text.Length,c:mode", since);

    /// <summary>What a run had learned by a generation: the same whenever it is made.</summary>
    public static ModelSource Source(int run, int generation, int methods = 12)
    {
        var random = new Random((run * 1000) + 7);
        var source = new ModelSource { Id = (ulong)run + 100, Generation = generation, First = 1_700_000_000 + (run * 86_400), Last = 1_700_000_000 + (run * 86_400) + (generation * 60), App = "shop" };
        for (var i = 0; i < methods; i++)
        {
            var (caller, callee) = (i == 0 ? 0 : IdOf(random.Next(methods)), IdOf(i));
            source.Edges[(caller, callee)] = (long)generation * random.Next(1, 100_000);
            source.Costs[(callee, random.Next(ModelCost.Keys.Length))] = Cost(random, generation);
            source.Laws[(callee, $"{random.Next(30)}/{random.Next(-1, 3)}")] = new(generation, [new(1, 500, 250_000), default, new(generation, 900L * generation, 900_000L * generation), default]);
            source.Arrivals[callee] = new(Hours(random), Hours(random));
        }
        for (var i = 0; i < 3; i++)
        {
            source.Windows.Add(new((ulong)i, true, [(0, IdOf(0)), (IdOf(0), IdOf(1))], [0, 1, 1, 1, -1, 0, -2, 1]));
            source.Windows.Add(new((ulong)random.NextInt64(), false, [(IdOf(2), IdOf(3))], [0, 0, 0]));
        }
        return source;
    }

    public static ulong IdOf(int index) => 0x1111_0000_0000_0000UL * (ulong)(index + 1) | (uint)index;

    private static long[] Hours(Random random) => [.. Enumerable.Range(0, ModelArrivals.Hours).Select(_ => (long)random.Next(100))];

    private static ModelCost Cost(Random random, int generation)
    {
        var calls = (long)generation * random.Next(1, 50);
        var mean = random.Next(1, 1_000_000);
        return new(generation, calls, new BigInteger(calls) * mean, new BigInteger(calls) * mean * mean * 2, mean / 2, mean * 3L, random.Next(4) == 0, new(random.Next(3), random.Next(40), random.Next(4), [calls, 0, 0, 1]));
    }
}
