namespace ShadowGen.Costs;

/// <summary>What is known of each kind of work. Bounded: kinds beyond it share one place. Not thread-safe.</summary>
internal sealed class KindTable
{
    public const int MostKinds = 1024;

    private readonly Dictionary<(string Name, bool IsPredicted), KindCosts> _named = [];
    private readonly KindCosts _predicted = new(), _unknown = new();

    public int Count => _named.Count;

    /// <param name="kind">Null: work without one.</param>
    /// <param name="isPredicted">Whether its cost was told: what is known of work of the same kind that was told nothing of is kept apart.</param>
    public KindCosts For(string? kind, bool isPredicted)
    {
        if (kind is not null && _named.TryGetValue((kind, isPredicted), out var known)) return known;
        if (kind is null || _named.Count >= MostKinds) return isPredicted ? _predicted : _unknown;
        return _named[(kind, isPredicted)] = new();
    }
}
