namespace ShadowGen.Arrivals;

/// <summary>Rows of one value for each root, each row contiguous. What was never written is 0, which is how every state begins. Not thread-safe.</summary>
internal sealed class Columns(int rows)
{
    private float[] _values = [];
    private int _capacity;
    private int _count;

    /// <summary>One row.</summary>
    public Span<float> this[int row] => _values.AsSpan(row * _capacity, _count);

    public int Rows => rows;

    public long MemoryBytes => (long)sizeof(float) * _values.Length;

    /// <summary>Makes room for so many roots, and no fewer than there are. Allocates when they are more than ever before, for twice as many.</summary>
    public void Resize(int count)
    {
        if (count > _capacity)
        {
            var capacity = Math.Max(count, 2 * _capacity);
            var values = new float[rows * capacity];
            for (var row = 0; row < rows; row++) _values.AsSpan(row * _capacity, _count).CopyTo(values.AsSpan(row * capacity));
            (_values, _capacity) = (values, capacity);
        }
        _count = Math.Max(_count, count);
    }

    /// <summary>Begins anew for one root.</summary>
    public void Forget(int root)
    {
        for (var row = 0; row < rows; row++) this[row][root] = 0;
    }

    /// <summary>Begins anew for all.</summary>
    public void Clear() => Array.Clear(_values);
}
