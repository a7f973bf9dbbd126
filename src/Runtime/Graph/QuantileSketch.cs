namespace ShadowGen.Graph;

/// <summary>
/// Quantiles of weighted values with bounded relative error: DDSketch (Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
/// relative-error guarantees", VLDB 2019). A value falls in bin ⌈log_γ value⌉, γ = (1 + α) / (1 - α); the answer is the bin's middle.
/// </summary>
/// <remarks>
/// Bins are a window that grows on demand. A window of <see cref="MaxBins"/> spans eight decades; where values span more, the lowest bins are folded
/// together, so that high quantiles, which matter, keep the bound. Values below 1 (a nanosecond, a byte) count as 0.
/// </remarks>
internal sealed class QuantileSketch
{
    /// <summary>α: how far an answer may be from the value it stands for, relative to that value.</summary>
    public const double RelativeAccuracy = 0.02;

    public const int MaxBins = 512;

    private const int Step = 8;
    private static readonly double Gamma = (1 + RelativeAccuracy) / (1 - RelativeAccuracy);
    private static readonly double InverseLogGamma = 1 / Math.Log(Gamma);

    private double[] _bins = [];
    private int _first;
    private double _zero;

    /// <summary>The sum of all weights.</summary>
    public double Weight { get; private set; }

    /// <summary>The bin of the first of <see cref="Bins"/>.</summary>
    public int First => _first;

    /// <summary>Weight of values below 1.</summary>
    public double Zeros => _zero;

    public ReadOnlySpan<double> Bins => _bins;

    /// <summary>Bytes that the bins hold.</summary>
    public int Bytes => _bins.Length * sizeof(double);

    public void Add(double value, double weight)
    {
        Weight += weight;
        if (value < 1) _zero += weight;
        else AddToBin(BinOf(value), weight);
    }

    /// <summary>Takes in another sketch: the result is the same as if this one had seen its values, but for folded bins.</summary>
    public void Merge(QuantileSketch other)
    {
        Weight += other.Weight;
        _zero += other._zero;
        for (var i = other._bins.Length - 1; i >= 0; i--)
        {
            if (other._bins[i] > 0) AddToBin(other._first + i, other._bins[i]);
        }
    }

    /// <summary>The least value that a share <paramref name="q"/> of the weight does not exceed. NaN when empty.</summary>
    /// <param name="q">0 to 1.</param>
    public double Quantile(double q)
    {
        Span<double> value = stackalloc double[1];
        Quantiles([q], value);
        return value[0];
    }

    /// <summary>Several quantiles in one walk.</summary>
    /// <param name="qs">Ascending, 0 to 1.</param>
    /// <param name="values">Receives as many values.</param>
    public void Quantiles(ReadOnlySpan<double> qs, Span<double> values)
    {
        var bin = -1;
        var sum = _zero;
        for (var i = 0; i < qs.Length; i++)
        {
            // Sums of weights in different orders differ in their last digits: a rank that is reached but for those is reached.
            var rank = qs[i] * Weight * (1 - 1e-12);
            while (sum < rank && bin < _bins.Length - 1) sum += _bins[++bin];
            values[i] = Weight > 0 ? bin < 0 ? 0 : MiddleOf(_first + bin) : double.NaN;
        }
    }

    private static int BinOf(double value) => (int)Math.Ceiling(Math.Log(value) * InverseLogGamma);

    private static double MiddleOf(int bin) => 2 * Math.Pow(Gamma, bin) / (Gamma + 1);

    private void AddToBin(int bin, double weight)
    {
        var place = bin - _first;
        if ((uint)place >= (uint)_bins.Length) place = MakeRoom(bin);
        _bins[place] += weight;
    }

    private int MakeRoom(int bin)
    {
        if (_bins.Length == 0)
        {
            _first = bin - (Step / 2);
            _bins = new double[Step];
            return bin - _first;
        }
        if (bin < _first)
        {
            if (_bins.Length == MaxBins) return 0;
            var grow = Math.Min(RoundUp(_first - bin), MaxBins - _bins.Length);
            var bins = new double[_bins.Length + grow];
            _bins.CopyTo(bins, grow);
            (_bins, _first) = (bins, _first - grow);
            return Math.Max(0, bin - _first);
        }
        var wanted = Math.Min(_bins.Length + RoundUp(bin - _first - _bins.Length + 1), MaxBins);
        if (wanted > _bins.Length) Array.Resize(ref _bins, wanted);
        if (bin - _first >= _bins.Length) SlideTo(bin - _bins.Length + 1);
        return bin - _first;
    }

    private void SlideTo(int first)
    {
        var drop = Math.Min(first - _first, _bins.Length);
        var folded = 0.0;
        for (var i = 0; i < drop; i++) folded += _bins[i];
        Array.Copy(_bins, drop, _bins, 0, _bins.Length - drop);
        Array.Clear(_bins, _bins.Length - drop, drop);
        _bins[0] += folded;
        _first = first;
    }

    private static int RoundUp(int bins) => (bins + Step - 1) / Step * Step;
}
