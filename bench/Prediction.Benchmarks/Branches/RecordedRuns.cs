using ShadowGen.Branches;
using ShadowGen.Prediction.Benchmarks.Data;

namespace ShadowGen.Prediction.Benchmarks.Branches;

/// <summary>Recorded calls that have arguments, with the calls that were made in them.</summary>
internal static class RecordedRuns
{
    private const double HeldOut = 0.2;

    public static IEnumerable<RunSet> All(string folder)
    {
        foreach (var set in CallSet.ReadAll(folder))
        {
            var codes = new (int Features, int Codes)[set.Operations];
            for (var i = 0; i < codes.Length; i++)
            {
                var features = set.Table.FeaturesOf(i);
                for (var f = 0; f < features.Count; f++) codes[i] = (features.Count, codes[i].Codes | (features[f].IsSize ? 0 : 1 << f));
            }
            var runs = set.Sequences.SelectMany(sequence => Runs(sequence, codes)).ToList();
            if (runs.Count == 0) continue;
            var learned = (int)(runs.Count * (1 - HeldOut));
            yield return new(set.Name, codes, [.. runs.Select((run, i) => run with { IsScored = i >= learned })]);
        }
    }

    private static IEnumerable<ArgumentRun> Runs(CallSequence sequence, (int Features, int Codes)[] codes)
    {
        var callees = sequence.Events.ToLookup(e => e.Parent, e => e.Operation);
        for (var i = 0; i < sequence.Events.Length; i++)
        {
            var call = sequence.Events[i];
            var features = codes[call.Operation].Features;
            if (features == 0 || call.Arguments.Count < features) continue;
            long[] arguments = [.. Enumerable.Range(0, features).Select(f => call.Arguments[f])];
            yield return new(call.Operation, arguments, [.. callees[i].GroupBy(o => o).Select(g => new CalleeRun(g.Key, g.Count()))], false);
        }
    }
}
