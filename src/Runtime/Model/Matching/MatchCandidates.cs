namespace ShadowGen.Model;

/// <summary>Pairs of methods that are worth weighing: similar code, equal names, or neighbours of matched ones. Each pair once; those of one method are few.</summary>
internal sealed class MatchCandidates
{
    /// <summary>Code less similar than that has no pair of its own.</summary>
    public const double LeastSimilarity = 0.3;

    /// <summary>Of the most similar ones.</summary>
    public const int MostSimilar = 12;

    /// <summary>A name, or a place in the graph, that is met more often than that times that tells nothing.</summary>
    public const int MostPairs = 256;

    private readonly MatchSide _old;
    private readonly MatchSide _current;
    private readonly MatchState _state;
    private readonly HashSet<long> _known = [];

    public MatchCandidates(MatchSide old, MatchSide current, MatchState state) => (_old, _current, _state) = (old, current, state);

    /// <summary>Those found so far, each an older and a newer method; who is matched since is among them.</summary>
    public List<(int Old, int Current)> Pairs { get; } = [];

    /// <summary>Fingerprints that were compared.</summary>
    public long Comparisons { get; private set; }

    public void AddSimilar()
    {
        var index = new PrintIndex();
        for (var i = 0; i < _old.Count; i++)
        {
            if (_state.CurrentOf(i) < 0 && _old.Methods[i].Print is { } print) index.Add(i, print);
        }
        var found = new List<(int Method, double Similarity)>();
        for (var i = 0; i < _current.Count; i++)
        {
            if (_state.OldOf(i) >= 0 || _current.Methods[i].Print is not { } print) continue;
            found.Clear();
            index.Find(print, LeastSimilarity, found);
            found.Sort(static (x, y) => x.Similarity != y.Similarity ? y.Similarity.CompareTo(x.Similarity) : x.Method.CompareTo(y.Method));
            for (var k = 0; k < found.Count && k < MostSimilar; k++) Add(found[k].Method, i);
        }
        Comparisons += index.Comparisons;
    }

    /// <summary>Of the same name: anywhere, where few have it, and in the type that is the same, or was renamed.</summary>
    public void AddNamesakes()
    {
        AddGroups(static (names, _) => names.Kind == 'C' ? "" : names.Name, static names => names.Kind == 'C' ? "" : names.Name);
        AddGroups(static (names, state) => $"{state.Renamed(names.FullType)}.{names.Name}", static names => $"{names.FullType}.{names.Name}");
        AddGroups(static (names, state) => state.RenamedMethod(names.Name) is { Length: > 0 } name ? $"{state.Renamed(names.FullType)}.{name}" : "", static names => $"{names.FullType}.{names.Name}");
        AddGroups(static (names, _) => $"{names.Type}.{names.Name}", static names => $"{names.Type}.{names.Name}");
    }

    /// <summary>Callers and callees of two that are matched, on the same side.</summary>
    public void AddNeighbours()
    {
        for (var old = 0; old < _old.Count; old++)
        {
            if (_state.CurrentOf(old) is not (>= 0 and var current)) continue;
            AddProduct([.. _old.Callers[old].Where(IsOpenOld)], [.. _current.Callers[current].Where(IsOpen)]);
            AddProduct([.. _old.Callees[old].Where(IsOpenOld)], [.. _current.Callees[current].Where(IsOpen)]);
        }
    }

    private void AddGroups(Func<MethodNames, MatchState, string> keyOfOld, Func<MethodNames, string> keyOf)
    {
        var olds = Enumerable.Range(0, _old.Count).Where(i => IsOpenOld(i) && _old.Names[i].AreKnown).ToLookup(i => keyOfOld(_old.Names[i], _state), StringComparer.Ordinal);
        foreach (var group in Enumerable.Range(0, _current.Count).Where(i => IsOpen(i) && _current.Names[i].AreKnown).GroupBy(i => keyOf(_current.Names[i]), StringComparer.Ordinal))
        {
            if (group.Key.Length > 0) AddProduct([.. olds[group.Key]], [.. group]);
        }
    }

    private void AddProduct(List<int> olds, List<int> currents)
    {
        if ((long)olds.Count * currents.Count > MostPairs) return;
        foreach (var old in olds)
        {
            foreach (var current in currents) Add(old, current);
        }
    }

    private void Add(int old, int current)
    {
        if (_known.Add(((long)old << 32) | (uint)current)) Pairs.Add((old, current));
    }

    private bool IsOpenOld(int old) => _state.CurrentOf(old) < 0;

    private bool IsOpen(int current) => _state.OldOf(current) < 0;
}
