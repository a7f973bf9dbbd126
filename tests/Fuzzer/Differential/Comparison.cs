using ShadowGen.Fuzzer.Generation;

namespace ShadowGen.Fuzzer.Differential;

/// <summary>Says in which way a shadowed run of a program differs from the plain one.</summary>
internal static class Comparison
{
    /// <returns>Null when there is no difference.</returns>
    public static string? Find(FuzzProgram program, Outcome plain, Outcome shadowed, IReadOnlyDictionary<string, FileCounts> counts) =>
        FindInTranscript(plain.Transcript, shadowed.Transcript) ?? FindInCounts(program, shadowed.Entries, Merge(program, counts));

    private static string? FindInTranscript(IReadOnlyList<string> plain, IReadOnlyList<string> shadowed)
    {
        for (var i = 0; i < Math.Max(plain.Count, shadowed.Count); i++)
        {
            var expected = i < plain.Count ? plain[i] : "(end)";
            var actual = i < shadowed.Count ? shadowed[i] : "(end)";
            if (expected != actual)
                return $"behaviour: event {i} is '{expected}' plain and '{actual}' shadowed";
        }

        return null;
    }

    private static string? FindInCounts(FuzzProgram program, Dictionary<(string Caller, string Callee), long> entries, FileCounts counts)
    {
        foreach (var (site, skips) in counts.Skips)
        {
            if (program.MaySkip.GetValueOrDefault(site) < skips)
                return $"skipped: {skips} call sites {site.Caller} -> {site.Callee} for '{site.Reason}', where {program.MaySkip.GetValueOrDefault(site)} may be";
        }

        foreach (var (pair, entered) in entries)
        {
            var counted = counts.Edges.GetValueOrDefault(pair);
            var mayMiss = pair.Caller.Length == 0 || program.Uncounted.Contains(pair) || counts.Skips.Keys.Any(s => s.Caller == pair.Caller && s.Callee == pair.Callee);
            if (counted > entered || (counted < entered && !mayMiss))
                return $"counts: {pair.Caller} -> {pair.Callee} was entered {entered} times and counted {counted} times";
        }

        foreach (var (pair, counted) in counts.Edges)
        {
            if (counted != 0 && !entries.ContainsKey(pair))
                return $"counts: {pair.Caller} -> {pair.Callee} was never entered and counted {counted} times";
        }

        return null;
    }

    private static FileCounts Merge(FuzzProgram program, IReadOnlyDictionary<string, FileCounts> counts)
    {
        var all = new FileCounts([], []);
        foreach (var (path, _) in program.Files)
        {
            if (!counts.TryGetValue(path["/project/".Length..], out var file))
                continue;
            foreach (var (pair, calls) in file.Edges)
                all.Edges[pair] = all.Edges.GetValueOrDefault(pair) + calls;
            foreach (var (site, skips) in file.Skips)
                all.Skips[site] = all.Skips.GetValueOrDefault(site) + skips;
        }

        return all;
    }
}
