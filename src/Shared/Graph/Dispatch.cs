namespace ShadowGen.Shared.Graph;

/// <summary>
/// What a call of a virtual slot may run: class hierarchy analysis (Dean, Grove and Chambers 1995), narrowed by rapid type analysis (Bacon and Sweeney 1996)
/// to types that are instantiated somewhere in the code that is seen.
/// </summary>
internal sealed class Dispatch
{
    /// <summary>Of the calls of a slot that another assembly declares: the rest runs code that is not seen.</summary>
    private const double OwnShare = 0.3;

    /// <summary>Of base types, and of overrides of overrides: damaged text may go round in circles.</summary>
    private const int MostSteps = 64;

    private readonly Dictionary<string, Dictionary<string, string>> _bySlot = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<(string Method, double Share)>> _targets = new(StringComparer.Ordinal);
    private readonly SkeletonFacts _facts;

    public Dispatch(SkeletonFacts facts)
    {
        _facts = facts;
        foreach (var (type, method, slot) in facts.Overrides)
        {
            if (!_bySlot.TryGetValue(slot, out var methods))
                _bySlot.Add(slot, methods = new Dictionary<string, string>(StringComparer.Ordinal));
            methods[type] = method;
        }
    }

    /// <returns>Each method that may run, and its share, where no source of the others is known less than 1 together; empty where none is known.</returns>
    public IReadOnlyList<(string Method, double Share)> TargetsOf(string slot)
    {
        if (!_targets.TryGetValue(slot, out var targets))
            _targets.Add(slot, targets = Find(slot));
        return targets;
    }

    private IReadOnlyList<(string Method, double Share)> Find(string slot)
    {
        if (!_bySlot.TryGetValue(slot, out var methods))
            return _facts.Members.ContainsKey(slot) ? [(slot, 1)] : [];
        var found = _facts.Instantiated.Select(type => MethodOf(type, slot)).OfType<string>().ToList();
        if (found.Count == 0)
            found = [.. methods.Values.Distinct(StringComparer.Ordinal)];
        var own = _facts.Members.ContainsKey(slot) ? 1 : OwnShare;
        return [.. found.GroupBy(static method => method, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, own * group.Count() / found.Count))];
    }

    // The nearest of its base types that has one; which a type between may override again under its own name.
    private string? MethodOf(string type, string slot)
    {
        string? found = null;
        for (var step = 0; step < MostSteps; step++)
        {
            if (!_bySlot.TryGetValue(slot, out var methods) || Nearest(type, methods) is not { } method || method == found)
                break;
            found = slot = method;
        }

        return found;
    }

    private string? Nearest(string type, Dictionary<string, string> methods)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (methods.TryGetValue(type, out var method))
                return method;
            if (!_facts.BaseOf.TryGetValue(type, out var parent))
                break;
            type = parent;
        }

        return null;
    }
}
