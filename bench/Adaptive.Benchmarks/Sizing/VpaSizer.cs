namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>
/// The recommender of the Kubernetes Vertical Pod Autoscaler (autoscaler/vertical-pod-autoscaler, pkg/recommender): a histogram of exponential buckets whose samples lose half of their weight in each half-life;
/// target P90, lower bound P50, upper bound P95, each with 15 % margin; of memory the peaks of windows; bounds widened while there is little history. The updater acts when what is set is out of the bounds, or
/// after half a day when it differs by a tenth. Its least amounts (25 millicores, 250 MiB) are left out: they would count against it.
/// </summary>
/// <param name="isMemory">Peaks of windows, not samples.</param>
/// <param name="scale">Of half-life, windows and days of history.</param>
internal sealed class VpaSizer(bool isMemory, double scale) : ISizer
{
    // The recommender's first bucket is of 10 millicores or 10 MB: too coarse for services that use less.
    private const double Ratio = 1.05, FirstBucket = 0.1, Margin = 1.15, Different = 0.1;
    private const int Buckets = 400;

    private readonly double _day = 1440 * scale;
    private readonly double[] _weights = new double[Buckets];
    private double _allowed = double.PositiveInfinity;
    private double _peak;
    private int _minute;
    private int _setAt;

    public double Allowed => _allowed;

    public void Learn(double use)
    {
        if (isMemory)
        {
            // The peak of the window so far stands for the window; a higher one takes its place.
            if (_minute % (int)_day == 0) _peak = 0;
            if (use > _peak)
            {
                if (_peak > 0) Add(_peak, -Weight(_minute - (_minute % (int)_day)));
                _peak = use;
                Add(_peak, Weight(_minute - (_minute % (int)_day)));
            }
        }
        else
        {
            Add(use, Weight(_minute));
        }
        _minute++;
        var confidence = _minute / _day;
        var target = Margin * Percentile(0.9);
        var lower = Margin * Percentile(0.5) * Math.Pow(1 + (0.001 / confidence), -2);
        var upper = Margin * Percentile(0.95) * (1 + (1 / confidence));
        var isOld = _minute - _setAt > _day / 2;
        if (_allowed >= lower && _allowed <= upper && !(isOld && Math.Abs(target - _allowed) > Different * _allowed)) return;
        _allowed = target;
        _setAt = _minute;
    }

    private double Weight(double minute) => Math.Pow(2, minute / _day);

    private void Add(double value, double weight) => _weights[Bucket(value)] += weight;

    private static int Bucket(double value) => Math.Clamp((int)(Math.Log(1 + (value * (Ratio - 1) / FirstBucket)) / Math.Log(Ratio)), 0, Buckets - 1);

    // The end of the bucket, as the recommender takes it.
    private double Percentile(double share)
    {
        var total = _weights.Sum();
        var sum = 0.0;
        for (var i = 0; i < Buckets; i++)
        {
            sum += _weights[i];
            if (sum >= share * total) return FirstBucket * (Math.Pow(Ratio, i + 1) - 1) / (Ratio - 1);
        }
        return double.PositiveInfinity;
    }
}
