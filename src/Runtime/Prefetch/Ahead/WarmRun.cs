namespace ShadowGen.Prefetch;

/// <summary>How far one scope is with the prefetches of one call: which elements were taken up, and which calls were made. The method's flow alone uses it.</summary>
internal sealed class WarmRun(int elements)
{
    private readonly WarmItem?[] _items = new WarmItem?[elements];

    /// <summary>The element that is looked at next.</summary>
    public int Next { get; private set; }

    /// <summary>Calls made.</summary>
    public int Passed { get; private set; }

    /// <summary>There is no element at <see cref="Next"/>, or it cannot be read.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Takes up the next element.</summary>
    /// <param name="item">Null: it is left cold.</param>
    public void Add(WarmItem? item)
    {
        _items[Next % _items.Length] = item;
        Next++;
    }

    /// <summary>A call is made. Returns what was done ahead of it, if anything.</summary>
    public WarmItem? Pass()
    {
        var index = Passed++;
        if (index >= Next)
        {
            Next = Passed;
            return null;
        }
        ref var item = ref _items[index % _items.Length];
        var found = item;
        item = null;
        return found;
    }

    /// <summary>Elements that were prefetched and whose call has not come.</summary>
    public int Left => _items.Count(static i => i is not null);
}
