namespace ShadowGen.Model;

/// <summary>What is matched so far: each method with one at most. What it says of types follows from it.</summary>
internal sealed class MatchState
{
    private readonly MatchSide _old;
    private readonly MatchSide _current;
    private readonly int[] _currentOf;
    private readonly int[] _oldOf;
    private readonly Dictionary<string, Dictionary<string, int>> _types = new(StringComparer.Ordinal);

    public MatchState(MatchSide old, MatchSide current)
    {
        (_old, _current) = (old, current);
        _currentOf = new int[old.Count];
        _oldOf = new int[current.Count];
        Array.Fill(_currentOf, -1);
        Array.Fill(_oldOf, -1);
    }

    /// <summary>-1 for none yet.</summary>
    public int CurrentOf(int old) => _currentOf[old];

    /// <inheritdoc cref="CurrentOf"/>
    public int OldOf(int current) => _oldOf[current];

    public void Add(int old, int current)
    {
        _currentOf[old] = current;
        _oldOf[current] = old;
        var (before, now) = (_old.Names[old], _current.Names[current]);
        Vote(before.FullType, now.FullType);
        if (before.Type != now.Type) Vote(before.Type, now.Type);
    }

    /// <summary>What most matched methods of a type say that it is called now; its own name where none says anything.</summary>
    public string Renamed(string type)
    {
        if (!_types.TryGetValue(type, out var votes)) return type;
        var (best, most) = (type, 0);
        foreach (var (name, count) in votes)
        {
            if (count > most || (count == most && string.CompareOrdinal(name, best) < 0)) (best, most) = (name, count);
        }
        return best;
    }

    private void Vote(string before, string now)
    {
        if (before.Length == 0 || now.Length == 0) return;
        if (!_types.TryGetValue(before, out var votes)) _types.Add(before, votes = new(StringComparer.Ordinal));
        votes[now] = votes.GetValueOrDefault(now) + 1;
    }
}
