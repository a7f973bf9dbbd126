using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Follows calls from shadowed methods on through code that is not shadowed, as far as it is read, and says what has to be read to go further: the nearest first.
/// Not thread-safe.
/// </summary>
internal sealed class Following
{
    /// <summary>Members that are followed in any project, and how many more for each shadowed method: a few marks in a large program cost little of its build.</summary>
    private const int Least = 200;
    private const int ForEach = 8;

    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly Stack<string> _pending = new();
    private readonly Dictionary<string, List<string>> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _pathsOf = new(StringComparer.Ordinal);
    private readonly HashSet<(string Path, string Id)> _asked = [];
    private readonly List<string> _new = [];
    private int _shadowed;

    /// <summary>Of a file that is read as a whole.</summary>
    public void Add(FileModel file)
    {
        Add(file.Static);
        foreach (var method in file.Methods)
        {
            if (method.Flags.IndexOf('s') < 0)
                continue;
            _shadowed++;
            Reach(method.Id);
        }
    }

    /// <summary>Of members that were asked for.</summary>
    public void Add(StaticModel facts)
    {
        foreach (var prior in facts.Priors)
            Call(prior.CallerId, prior.CalleeId);
        foreach (var found in facts.Overrides)
            Call(found.SlotId, found.MethodId);
        foreach (var given in facts.Given)
            Reach(given.MethodId);
        foreach (var place in facts.Places)
        {
            Call(place.CallerId, place.Id);
            if (!_pathsOf.TryGetValue(place.Id, out var paths))
                _pathsOf.Add(place.Id, paths = new HashSet<string>(StringComparer.Ordinal));

            // A further part of a type may be found after the type was reached.
            if (paths.Add(place.Path) && _reached.Contains(place.Id))
                _new.Add(place.Id);
        }
    }

    /// <summary>What was reached since the last time: ids by path. Empty where nothing was, or where enough is followed.</summary>
    public SortedDictionary<string, SortedSet<string>> Take()
    {
        var wanted = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        while (_pending.Count > 0)
        {
            foreach (var next in _next.TryGetValue(_pending.Pop(), out var found) ? found : [])
                Reach(next);
        }

        if (_asked.Count >= Least + (ForEach * _shadowed))
            return wanted;
        foreach (var id in _new)
        {
            foreach (var path in _pathsOf.TryGetValue(id, out var found) ? found : [])
            {
                if (!_asked.Add((path, id)))
                    continue;
                if (!wanted.TryGetValue(path, out var ids))
                    wanted.Add(path, ids = new SortedSet<string>(StringComparer.Ordinal));
                ids.Add(id);
            }
        }

        _new.Clear();
        return wanted;
    }

    private void Reach(string id)
    {
        if (!_reached.Add(id))
            return;
        _pending.Push(id);
        _new.Add(id);
    }

    private void Call(string caller, string callee)
    {
        if (!_next.TryGetValue(caller, out var list))
            _next.Add(caller, list = []);
        list.Add(callee);
        if (_reached.Contains(caller))
            Reach(callee);
    }
}
