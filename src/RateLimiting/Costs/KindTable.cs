namespace ShadowGen.Costs;

/// <summary>What is known of each kind of work. Bounded: kinds beyond it share one place. Not thread-safe.</summary>
internal sealed class KindTable
{
    public const int MostKinds = 1024;

    private readonly Dictionary<string, KindCosts> _named = [];
    private readonly KindCosts _others = new();

    public int Count => _named.Count;

    public KindCosts For(string? kind)
    {
        if (kind is null) return _others;
        if (_named.TryGetValue(kind, out var known)) return known;
        if (_named.Count >= MostKinds) return _others;
        return _named[kind] = new();
    }
}
