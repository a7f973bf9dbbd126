namespace ShadowGen.Shared.Graph;

/// <summary>
/// What a call of a virtual slot may run: class hierarchy analysis (Dean, Grove and Chambers 1995), narrowed by rapid type analysis (Bacon and Sweeney 1996)
/// to types that are instantiated somewhere in the code that is seen.
/// </summary>
internal sealed class Dispatch
{
    private readonly Dictionary<string, List<(string Type, string Method)>> _bySlot = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _live = new(StringComparer.Ordinal);
    private readonly SkeletonFacts _facts;

    public Dispatch(SkeletonFacts facts)
    {
        _facts = facts;
        foreach (var (type, method, slot) in facts.Overrides)
        {
            if (!_bySlot.TryGetValue(slot, out var found))
                _bySlot.Add(slot, found = []);
            if (!found.Contains((type, method)))
                found.Add((type, method));
        }

        // A type lives when it, or one derived from it, is made somewhere.
        foreach (var type in facts.Instantiated)
        {
            var seen = 0;
            for (var above = type; above.Length > 1 && seen++ < 100; above = facts.BaseOf.TryGetValue(above, out var parent) ? parent : "")
                _live[above] = (_live.TryGetValue(above, out var count) ? count : 0) + 1;
        }
    }

    /// <returns>Each method that may run, and its share; empty where no source of it is known.</returns>
    public IReadOnlyList<(string Method, double Share)> TargetsOf(string slot)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var overriding = _bySlot.TryGetValue(slot, out var list) ? list : [];
        foreach (var (type, method) in overriding)
            Add(found, method, _live.TryGetValue(type, out var live) ? live : 0);
        if (_facts.Members.TryGetValue(slot, out var own) && own.Cost > 0)
            Add(found, slot, Math.Max(1, overriding.Count == 0 ? 1 : 0));
        if (found.Values.Sum() == 0)
        {
            foreach (var (_, method) in overriding)
                found[method] = 1;
        }

        var sum = found.Values.Sum();
        return [.. found.Where(static target => target.Value > 0).OrderBy(static target => target.Key, StringComparer.Ordinal).Select(target => (target.Key, target.Value / sum))];
    }

    private static void Add(Dictionary<string, double> found, string method, double count) =>
        found[method] = (found.TryGetValue(method, out var known) ? known : 0) + count;
}
