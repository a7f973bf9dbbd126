namespace ShadowGen.Model;

/// <summary>For each of some methods the greatest and second greatest of what speaks for its pairs, in bits.</summary>
/// <param name="count">Of the methods.</param>
internal sealed class BestTwo(int count)
{
    private readonly (double First, double Second)[] _best = [.. Enumerable.Repeat((double.NegativeInfinity, double.NegativeInfinity), count)];

    public void Add(int method, double bits)
    {
        var (first, second) = _best[method];
        _best[method] = bits > first ? (bits, first) : (first, Math.Max(second, bits));
    }

    /// <summary>Whether that is the greatest, and at least so far ahead of the next.</summary>
    public bool IsAhead(int method, double bits, double least) => bits >= _best[method].First && bits - _best[method].Second >= least;
}
