namespace ShadowGen.Model;

/// <summary>
/// Finds the methods of a program in an older model of it: by id, and what has another id now by its code, its callers and callees, and its names. What is matched speaks for its neighbours in the next
/// round, as in similarity flooding (Melnik, Garcia-Molina, Rahm, ICDE 2002). The same two lists, in any order, give the same report. Pure; several threads may call it.
/// </summary>
internal static class ModelMatcher
{
    /// <summary>Less evidence makes no match. What there is more evidence of is matched before: it tells who the neighbours of the rest are.</summary>
    public const double LeastBits = 6;

    /// <summary>So much more speaks for a match than for any other of either method.</summary>
    public const double LeastAhead = 2;

    /// <summary>New code that is less similar to old code has no like.</summary>
    public const double LeastLike = 0.5;

    /// <summary>Shorter code is like much.</summary>
    public const int LeastTokensOfLike = 8;

    // Of evidence, which makes a caller a rival.
    private const double MayBe = 2;
    private const double TakenOut = 4;

    private const int MostRounds = 24;

    private static readonly double[] Levels = [14, 11, 8.5, 7, LeastBits];

    /// <exception cref="ArgumentException">An id comes twice in one of the lists.</exception>
    public static MatchReport Match(IEnumerable<MatchMethod> old, IEnumerable<MatchMethod> current)
    {
        var (before, now) = (new MatchSide(old), new MatchSide(current));
        var state = new MatchState(before, now);
        var matches = new MethodMatch[now.Count];
        for (var i = 0; i < now.Count; i++)
        {
            var same = before.IndexOf(now.Methods[i].Id);
            matches[i] = new(now.Methods[i].Id, same < 0 ? MatchWay.None : MatchWay.Same, same < 0 ? 0 : now.Methods[i].Id, same < 0 ? 0 : 1);
            if (same >= 0) state.Add(same, i);
        }
        var candidates = new MatchCandidates(before, now, state);
        candidates.AddSimilar();
        for (var (round, level) = (0, 0); round < MostRounds && level < Levels.Length; round++)
        {
            candidates.AddNamesakes();
            candidates.AddNeighbours();
            var weighed = Weigh(before, now, state, candidates);
            while (level < Levels.Length && !MatchBest(before, now, state, weighed, Levels[level], matches)) level++;
        }
        var comparisons = candidates.Comparisons + FindLikes(before, now, matches);
        return new MatchReport(before, now, matches, [.. Enumerable.Range(0, before.Count).Where(i => state.CurrentOf(i) < 0).Select(i => before.Methods[i].Id)], comparisons);
    }

    private static Dictionary<(int Old, int Current), PairEvidence> Weigh(MatchSide before, MatchSide now, MatchState state, MatchCandidates candidates)
    {
        var weighed = new Dictionary<(int Old, int Current), PairEvidence>();
        var (namesOfOld, names) = (OpenNames(before, state.CurrentOf), OpenNames(now, state.OldOf));
        foreach (var (old, current) in candidates.Pairs)
        {
            if (state.CurrentOf(old) >= 0 || state.OldOf(current) >= 0) continue;
            var areAlone = namesOfOld[NameOf(before, old)] == 1 && names[NameOf(now, current)] == 1;
            weighed.Add((old, current), PairEvidence.Of(before, old, now, current, state, areAlone));
        }
        return weighed;
    }

    private static Dictionary<(string Type, string Name), int> OpenNames(MatchSide side, Func<int, int> counterpartOf) =>
        Enumerable.Range(0, side.Count).Where(i => counterpartOf(i) < 0).CountBy(i => NameOf(side, i)).ToDictionary();

    private static (string Type, string Name) NameOf(MatchSide side, int method) => (side.Names[method].FullType, side.Names[method].Name);

    private static bool MatchBest(MatchSide before, MatchSide now, MatchState state, Dictionary<(int Old, int Current), PairEvidence> weighed, double least, MethodMatch[] matches)
    {
        var (ofOld, ofCurrent) = (new BestTwo(before.Count), new BestTwo(now.Count));
        var enough = new List<(int Old, int Current, PairEvidence Evidence, double Bits)>();
        foreach (var ((old, current), evidence) in weighed)
        {
            var bits = evidence.Sum - (WasTakenOut(before, old, now, current, weighed) ? TakenOut : 0);
            ofOld.Add(old, bits);
            ofCurrent.Add(current, bits);
            if (bits >= least) enough.Add((old, current, evidence, bits));
        }
        // All at once: what is ahead of all others of both methods cannot collide with another.
        var any = false;
        foreach (var (old, current, evidence, bits) in enough)
        {
            if (!ofOld.IsAhead(old, bits, LeastAhead) || !ofCurrent.IsAhead(current, bits, LeastAhead)) continue;
            state.Add(old, current);
            matches[current] = new(now.Methods[current].Id, WayOf(evidence), before.Methods[old].Id, 1 - Math.Pow(2, -bits));
            any = true;
        }
        return any;
    }

    /// <summary>Whether only what may be the older method itself calls the newer one, as when part of it was made a method: the caller is what it was then. Not if a caller of the older one may be that caller.</summary>
    private static bool WasTakenOut(MatchSide before, int old, MatchSide now, int current, Dictionary<(int Old, int Current), PairEvidence> weighed)
    {
        var callers = now.Callers[current];
        return callers.Length > 0
            && Array.TrueForAll(callers, caller => caller != current && weighed.TryGetValue((old, caller), out var other) && other.Sum >= MayBe)
            && !Array.Exists(before.Callers[old], outer => Array.Exists(callers, caller => weighed.TryGetValue((outer, caller), out var other) && other.Sum >= MayBe));
    }

    private static MatchWay WayOf(PairEvidence evidence) => evidence.Code > 0 && evidence.Code >= evidence.Calls ? MatchWay.Print : evidence.Calls > 0 ? MatchWay.Neighbours : MatchWay.Name;

    private static long FindLikes(MatchSide before, MatchSide now, MethodMatch[] matches)
    {
        var index = new PrintIndex();
        for (var i = 0; i < before.Count; i++)
        {
            if (before.Methods[i].Print is { } print && print.Tokens >= LeastTokensOfLike) index.Add(i, print);
        }
        var found = new List<(int Method, double Similarity)>();
        for (var i = 0; i < now.Count; i++)
        {
            if (matches[i].Way != MatchWay.None || now.Methods[i].Print is not { } print || print.Tokens < LeastTokensOfLike) continue;
            found.Clear();
            index.Find(print, LeastLike, found);
            if (found.Count == 0) continue;
            var (method, similarity) = found.MinBy(like => (-like.Similarity, before.Names[like.Method].FullType != now.Names[i].FullType, like.Method));
            matches[i] = new(now.Methods[i].Id, MatchWay.Like, before.Methods[method].Id, similarity);
        }
        return index.Comparisons;
    }
}
