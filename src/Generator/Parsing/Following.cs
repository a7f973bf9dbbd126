using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Follows calls from shadowed methods on through code that is not shadowed, as far as it is read, and says which files have to be read to go further.
/// Not thread-safe.
/// </summary>
internal sealed class Following
{
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly Stack<string> _pending = new();
    private readonly Dictionary<string, List<string>> _next = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _pathsOf = new(StringComparer.Ordinal);

    public void Add(FileModel file)
    {
        foreach (var prior in file.Static.Priors)
            Call(prior.CallerId, prior.CalleeId);
        foreach (var found in file.Static.Overrides)
            Call(found.SlotId, found.MethodId);
        foreach (var found in file.Static.Elsewhere)
        {
            Call(found.CallerId, found.CalleeId);
            Link(_pathsOf, found.CallerId, found.Path);
        }

        foreach (var given in file.Static.Given)
            Reach(given.MethodId);
        foreach (var method in file.Methods)
        {
            if (method.Flags.IndexOf('s') >= 0)
                Reach(method.Id);
        }
    }

    /// <summary>Files that what is reached by now leads into.</summary>
    public HashSet<string> Paths()
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        while (_pending.Count > 0)
        {
            foreach (var next in _next.TryGetValue(_pending.Pop(), out var found) ? found : [])
                Reach(next);
        }

        foreach (var id in _reached)
            paths.UnionWith(_pathsOf.TryGetValue(id, out var found) ? found : []);
        return paths;
    }

    private void Reach(string id)
    {
        if (_reached.Add(id))
            _pending.Push(id);
    }

    private void Call(string caller, string callee)
    {
        Link(_next, caller, callee);
        if (_reached.Contains(caller))
            Reach(callee);
    }

    private static void Link(Dictionary<string, List<string>> links, string from, string to)
    {
        if (!links.TryGetValue(from, out var list))
            links.Add(from, list = []);
        list.Add(to);
    }
}
