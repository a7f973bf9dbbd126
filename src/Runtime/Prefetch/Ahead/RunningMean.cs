namespace ShadowGen.Prefetch;

/// <summary>A mean that forgets: of everything at first, then of the last <see cref="Memory"/> values or so, weighted exponentially. One thread at a time.</summary>
internal struct RunningMean
{
    public const int Memory = 64;

    private int _count;

    /// <summary>0 before the first value.</summary>
    public double Value { get; private set; }

    /// <summary>Values seen, as far as they matter: <see cref="Memory"/> at most.</summary>
    public readonly int Count => _count;

    public void Add(double value)
    {
        if (_count < Memory) _count++;
        Value += (value - Value) / _count;
    }
}
