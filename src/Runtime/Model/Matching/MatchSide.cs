using ShadowGen.Graph;

namespace ShadowGen.Model;

/// <summary>One of the two lists, indexed. Methods are in the order of their ids, so that nothing depends on the order in which they came.</summary>
internal sealed class MatchSide
{
    private readonly Dictionary<ulong, int> _index = [];
    private readonly Dictionary<MethodFingerprint, int> _prints = [];

    /// <exception cref="ArgumentException">An id comes twice.</exception>
    public MatchSide(IEnumerable<MatchMethod> methods)
    {
        Methods = [.. methods.OrderBy(static method => method.Id)];
        Names = Array.ConvertAll(Methods, static method => MethodNames.Of(method.DocumentationId));
        for (var i = 0; i < Methods.Length; i++)
        {
            if (!_index.TryAdd(Methods[i].Id, i)) throw new ArgumentException($"The function {Methods[i].Id:x16} comes twice.", nameof(methods));
            if (Methods[i].Print is { } print) _prints[print] = _prints.GetValueOrDefault(print) + 1;
        }
        Callers = Array.ConvertAll(Methods, method => Resolve(method.Callers));
        Callees = Array.ConvertAll(Methods, method => Resolve(method.Callees));
    }

    public MatchMethod[] Methods { get; }

    public MethodNames[] Names { get; }

    /// <summary>By method, ascending, each once.</summary>
    public int[][] Callers { get; }

    /// <inheritdoc cref="Callers"/>
    public int[][] Callees { get; }

    public int Count => Methods.Length;

    /// <summary>-1 where the list does not have it.</summary>
    public int IndexOf(ulong id) => _index.GetValueOrDefault(id, -1);

    /// <summary>Methods whose code is that of one, which is among them.</summary>
    public int Alike(in MethodFingerprint print) => _prints.GetValueOrDefault(print);

    private int[] Resolve(ulong[] ids)
    {
        var found = new SortedSet<int>();
        foreach (var id in ids)
        {
            if (IndexOf(id) is >= 0 and var method) found.Add(method);
        }
        return [.. found];
    }
}
