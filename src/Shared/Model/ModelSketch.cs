using System.Globalization;
using System.Text;

namespace ShadowGen.Shared.Model;

/// <summary>
/// Quantiles of costs as whole calls in bins of a geometric grid (DDSketch: Masson, Rim, Lee, VLDB 2019): bin i of level l holds values in (γ^((i-1)·2^l), γ^(i·2^l)].
/// Sums of two are exact. A level joins two bins of the one below, so that joining and adding up can be done in any order. Immutable.
/// </summary>
internal sealed class ModelSketch
{
    /// <summary>γ of level 0: answers within 2 %.</summary>
    public const double Gamma = 1.02 / 0.98;

    public const int MaxLevel = 5;

    /// <summary>Bins at most: level 0 reaches over eight decades with fewer.</summary>
    public const int MaxBins = 1024;

    public static readonly ModelSketch Empty = new(0, 0, 0, []);

    private readonly long[] _bins;

    /// <param name="level">0 to <see cref="MaxLevel"/>.</param>
    /// <param name="first">Index of the first of <paramref name="bins"/>.</param>
    /// <param name="zeros">Calls that cost less than 1.</param>
    /// <param name="bins">Calls by bin; kept, not copied.</param>
    public ModelSketch(int level, int first, long zeros, long[] bins)
    {
        var from = 0;
        var to = bins.Length;
        while (from < to && bins[from] == 0) from++;
        while (to > from && bins[to - 1] == 0) to--;
        if (from > 0 || to < bins.Length)
        {
            var trimmed = new long[to - from];
            Array.Copy(bins, from, trimmed, 0, trimmed.Length);
            bins = trimmed;
        }
        (Level, Zeros, _bins) = (level, zeros, bins);
        First = bins.Length == 0 ? 0 : first + from;
    }

    public int Level { get; }

    public int First { get; }

    public long Zeros { get; }

    public IReadOnlyList<long> Bins => _bins;

    /// <summary>Calls in all bins.</summary>
    public long Calls
    {
        get
        {
            var sum = Zeros;
            foreach (var bin in _bins) sum = ModelMath.Add(sum, bin);
            return sum;
        }
    }

    /// <summary>The middle of a bin, by its place in <see cref="Bins"/>.</summary>
    public double MiddleOf(int place)
    {
        var step = 1 << Level;
        var high = Math.Pow(Gamma, (First + place) * (double)step);
        return 2 * high / (Math.Pow(Gamma, step) + 1);
    }

    /// <summary>The value that a share <paramref name="q"/> of the calls do not exceed; NaN when empty.</summary>
    public double Quantile(double q)
    {
        var calls = (double)Calls;
        if (calls == 0) return double.NaN;
        var rank = q * calls * (1 - 1e-12);
        var sum = (double)Zeros;
        if (sum >= rank && Zeros > 0) return 0;
        for (var i = 0; i < _bins.Length; i++)
        {
            sum += _bins[i];
            if (sum >= rank) return MiddleOf(i);
        }
        return MiddleOf(_bins.Length - 1);
    }

    /// <summary>The same calls in bins twice as wide for each level.</summary>
    public ModelSketch AtLevel(int level)
    {
        if (level <= Level) return this;
        var shift = level - Level;
        var first = Coarser(First, shift);
        var bins = new long[_bins.Length == 0 ? 0 : Coarser(First + _bins.Length - 1, shift) - first + 1];
        for (var i = 0; i < _bins.Length; i++)
        {
            ref var bin = ref bins[Coarser(First + i, shift) - first];
            bin = ModelMath.Add(bin, _bins[i]);
        }
        return new(level, first, Zeros, bins);
    }

    public static ModelSketch Sum(ModelSketch left, ModelSketch right)
    {
        var level = Math.Max(left.Level, right.Level);
        (left, right) = (left.AtLevel(level), right.AtLevel(level));
        var zeros = ModelMath.Add(left.Zeros, right.Zeros);
        if (left._bins.Length == 0) return new(level, right.First, zeros, right._bins);
        if (right._bins.Length == 0) return new(level, left.First, zeros, left._bins);
        var first = Math.Min(left.First, right.First);
        var bins = new long[Math.Max(left.First + left._bins.Length, right.First + right._bins.Length) - first];
        left._bins.CopyTo(bins, left.First - first);
        for (var i = 0; i < right._bins.Length; i++)
        {
            ref var bin = ref bins[right.First - first + i];
            bin = ModelMath.Add(bin, right._bins[i]);
        }
        return new(level, first, zeros, bins);
    }

    /// <summary>Each bin times a factor of 0 to 1, rounded.</summary>
    public ModelSketch Scaled(double factor) => new(Level, First, ModelMath.Scale(Zeros, factor), Array.ConvertAll(_bins, bin => ModelMath.Scale(bin, factor)));

    /// <summary><c>level:first:zeros:n,n,,n</c>, an empty bin as nothing.</summary>
    public void Write(StringBuilder text)
    {
        text.Append(Level).Append(':').Append(First).Append(':').Append(Zeros).Append(':');
        for (var i = 0; i < _bins.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (_bins[i] > 0) text.Append(_bins[i]);
        }
    }

    public static bool TryRead(string text, out ModelSketch sketch)
    {
        sketch = Empty;
        var parts = text.Split(':');
        if (parts.Length != 4 || !ModelMath.TryNumber(parts[0], out var level) || level > MaxLevel || !ModelMath.TryNumber(parts[2], out var zeros)) return false;
        if (!int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first) || first is < 0 or > 4096) return false;
        var bins = parts[3].Length == 0 ? [] : parts[3].Split(',');
        if (bins.Length > MaxBins) return false;
        var counts = new long[bins.Length];
        for (var i = 0; i < bins.Length; i++)
        {
            if (bins[i].Length > 0 && !ModelMath.TryNumber(bins[i], out counts[i])) return false;
        }
        sketch = new((int)level, first, zeros, counts);
        return true;
    }

    private static int Coarser(int bin, int shift) => (bin + (1 << shift) - 1) >> shift;
}
