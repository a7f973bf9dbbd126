using System.Globalization;
using System.Text;

namespace ShadowGen.Model;

/// <summary>What became of each method, for programs and for people. Immutable.</summary>
internal sealed class MatchReport
{
    private const int MostShown = 3;

    private readonly Dictionary<ulong, string> _oldNames;
    private readonly Dictionary<ulong, string> _names;

    public MatchReport(MatchSide old, MatchSide current, MethodMatch[] matches, ulong[] unmatched, long comparisons)
    {
        Matches = matches;
        Unmatched = unmatched;
        Comparisons = comparisons;
        _oldNames = NamesOf(old);
        _names = NamesOf(current);
    }

    /// <summary>One for each method of the program, by id.</summary>
    public IReadOnlyList<MethodMatch> Matches { get; }

    /// <summary>Ids of the model's methods that have no counterpart, ascending; new code may be like them.</summary>
    public IReadOnlyList<ulong> Unmatched { get; }

    /// <summary>Fingerprints that were looked at, which is what time is spent on.</summary>
    public long Comparisons { get; }

    public int Count(MatchWay way) => Matches.Count(match => match.Way == way);

    /// <summary>
    /// For example <c>103 methods: 97 by id, 4 by code (Search.Find -> Index.Find 0.93, ...), 1 by callers and callees (...), 1 new like another (Search.Rank like Search.Order 0.71); 2 of the model are gone</c>.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Matches.Count} methods: {Count(MatchWay.Same)} by id");
        Write(text, MatchWay.Print, "by code");
        Write(text, MatchWay.Neighbours, "by callers and callees");
        Write(text, MatchWay.Name, "by name");
        Write(text, MatchWay.Like, "new, like others");
        if (Count(MatchWay.None) is > 0 and var none) text.Append(CultureInfo.InvariantCulture, $", {none} new");
        if (Unmatched.Count > 0) text.Append(CultureInfo.InvariantCulture, $"; {Unmatched.Count} of the model are gone");
        return text.ToString();
    }

    /// <summary>One match as a line: the older name first, but for what is new.</summary>
    public string Describe(in MethodMatch match) => match.Way switch
    {
        MatchWay.None => _names[match.Id],
        MatchWay.Like => string.Create(CultureInfo.InvariantCulture, $"{_names[match.Id]} is like {_oldNames[match.OldId]} {match.Score:0.00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{_oldNames[match.OldId]} -> {_names[match.Id]} {match.Score:0.00}"),
    };

    private void Write(StringBuilder text, MatchWay way, string words)
    {
        var matches = Matches.Where(match => match.Way == way).ToList();
        if (matches.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $", {matches.Count} {words} (").AppendJoin(", ", matches.Take(MostShown).Select(match => Describe(match))).Append(matches.Count > MostShown ? ", ...)" : ")");
    }

    private static Dictionary<ulong, string> NamesOf(MatchSide side)
    {
        var names = new Dictionary<ulong, string>();
        for (var i = 0; i < side.Count; i++)
        {
            var name = side.Names[i];
            names.Add(side.Methods[i].Id, !name.AreKnown ? side.Methods[i].Id.ToString("x16", CultureInfo.InvariantCulture) : name.Type.Length == 0 ? name.Name : $"{name.Type}.{name.Name}");
        }
        return names;
    }
}
