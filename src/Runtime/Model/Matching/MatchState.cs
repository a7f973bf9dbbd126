namespace ShadowGen.Model;

/// <summary>What is matched so far: each method with one at most. What it says of other names follows from it: those of types, and of methods that many types have.</summary>
internal sealed class MatchState
{
    private const int Several = 2;

    private readonly MatchSide _old;
    private readonly MatchSide _current;
    private readonly int[] _currentOf;
    private readonly int[] _oldOf;
    private readonly Dictionary<string, Dictionary<string, int>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, int>> _names = new(StringComparer.Ordinal);

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
        Vote(_types, before.FullType, now.FullType);
        if (before.Type != now.Type) Vote(_types, before.Type, now.Type);
        if (before.Name != now.Name) Vote(_names, before.Name, now.Name);
    }

    /// <summary>What most matched methods of a type say that it is called now; its own name where none says anything.</summary>
    public string Renamed(string type) => _types.TryGetValue(type, out var votes) ? Most(votes).Name : type;

    /// <summary>What several methods of a name, as those that answer to one interface, are called now; empty where they are called as before, as far as is known.</summary>
    public string RenamedMethod(string name) => _names.TryGetValue(name, out var votes) && Most(votes) is { Votes: >= Several } most ? most.Name : "";

    private static (string Name, int Votes) Most(Dictionary<string, int> votes)
    {
        var (best, most) = ("", 0);
        foreach (var (name, count) in votes)
        {
            if (count > most || (count == most && string.CompareOrdinal(name, best) < 0)) (best, most) = (name, count);
        }
        return (best, most);
    }

    private static void Vote(Dictionary<string, Dictionary<string, int>> ballot, string before, string now)
    {
        if (before.Length == 0 || now.Length == 0) return;
        if (!ballot.TryGetValue(before, out var votes)) ballot.Add(before, votes = new(StringComparer.Ordinal));
        votes[now] = votes.GetValueOrDefault(now) + 1;
    }
}
