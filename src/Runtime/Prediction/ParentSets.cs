namespace ShadowGen.Prediction;

/// <summary>
/// Whose calls a slot's calls have been made in, as measured calls told: the innermost shadowed call around them, which need not be the method that the call stands in.
/// One writer; readers on other threads see a set as it was or as it is.
/// </summary>
internal sealed class ParentSets
{
    /// <summary>No call was around it.</summary>
    public const int Root = -1;

    /// <summary>Parents that are remembered of a slot; later ones are not.</summary>
    private const int Capacity = 4;

    private int[] _sets = [];

    public long Bytes => (long)_sets.Length * sizeof(int);

    /// <param name="slot">0 or more.</param>
    /// <param name="parent">A node, or <see cref="Root"/>.</param>
    public void Add(int slot, int parent)
    {
        if (_sets.Length < (slot + 1) * Capacity) Array.Resize(ref _sets, Math.Max((slot + 1) * Capacity, _sets.Length * 2));
        var set = _sets.AsSpan(slot * Capacity, Capacity);
        for (var i = 0; i < Capacity; i++)
        {
            if (set[i] == parent + 2) return;
            if (set[i] != 0) continue;
            set[i] = parent + 2;
            return;
        }
    }

    public bool Knows(int slot)
    {
        var sets = _sets;
        return (uint)(slot * Capacity) < (uint)sets.Length && sets[slot * Capacity] != 0;
    }

    public bool Contains(int slot, int parent)
    {
        var sets = _sets;
        var start = slot * Capacity;
        return (uint)start < (uint)sets.Length && sets.AsSpan(start, Capacity).Contains(parent + 2);
    }

    public void Forget(int first, int count)
    {
        var from = Math.Min(_sets.Length, first * Capacity);
        Array.Clear(_sets, from, Math.Min(_sets.Length - from, count * Capacity));
    }
}
