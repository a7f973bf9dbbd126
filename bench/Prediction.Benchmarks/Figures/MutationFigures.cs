using System.Diagnostics;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Shared.Model;
using ShadowGen.Tests.Model;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>Model files with bytes changed, cut, repeated and joined: each is read or refused with the line at fault, in bounded time, with bounded allocations (the most for one file).</summary>
internal sealed class MutationFigures(int count = 1_000_000)
    : FigureGroup("mutations", new("mutations.count", ""), new("mutations.read", "%"), new("mutations.longest", "ms", Bound.AtMost(1000)), new("mutations.memory", "MB", Bound.AtMost(64)))
{
    private const int Files = 32;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var (read, refused, longest, most) = (0, 0, TimeSpan.Zero, 0L);
        for (var file = 0; file < Files; file++)
        {
            var model = System.Text.Encoding.UTF8.GetBytes(ModelWriter.Write(ModelFile.Merge(RandomModels.File(file, methods: 4), new([], [RandomModels.Source(file % 6, 3, methods: 4)]))));
            var mutations = new ModelMutations(model, seed: file);
            for (var i = 0; i < count / Files; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var begun = Stopwatch.GetTimestamp();
                mutations.Next();
                var took = Stopwatch.GetElapsedTime(begun);
                if (took > longest) longest = took;
                most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            }
            read += mutations.Read;
            refused += mutations.Refused;
        }
        return new Dictionary<string, double>
        {
            ["mutations.count"] = read + refused,
            ["mutations.read"] = 100.0 * read / (read + refused),
            ["mutations.longest"] = longest.TotalMilliseconds,
            ["mutations.memory"] = most / 1e6,
        };
    }
}
