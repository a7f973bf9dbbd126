using ShadowGen.Arrivals;
using ShadowGen.Prediction;

namespace ShadowGen.Allocation;

/// <summary>Tells what is expected of the process at this moment.</summary>
internal interface IDemandReader
{
    /// <summary>What is expected; <see cref="ResourceDemand.Unknown"/> when nothing is.</summary>
    public ResourceDemand Read();
}

/// <summary>Reads demand off the published snapshot. One thread.</summary>
internal sealed class DemandReader(Func<ShadowSnapshot> snapshot, TimeProvider time) : IDemandReader
{
    /// <summary>Older forecasts are of a time that has passed.</summary>
    public static readonly TimeSpan OutOfDate = TimeSpan.FromSeconds(4);

    private const double Nanosecond = 1e-9;

    /// <summary>Forecasts are means from now to a horizon; what lies between two horizons is told by their difference.</summary>
    private static readonly double[] Horizons = [1, 2, 5, 10];

    /// <summary>How many of them are near enough to make threads for.</summary>
    private const int Near = 3;

    private readonly LatencyWindow _latency = new();
    private ArrivalTable _table = ArrivalTable.Empty;
    private long _since;

    public ResourceDemand Read()
    {
        var now = snapshot();
        if (!ReferenceEquals(now.Arrivals, _table))
        {
            _table = now.Arrivals;
            _since = time.GetTimestamp();
        }
        if (_table.Roots == 0 || time.GetElapsedTime(_since) > OutOfDate) return ResourceDemand.Unknown;

        Span<double> calls = stackalloc double[Horizons.Length], underway = stackalloc double[Horizons.Length];
        Span<double> cores = stackalloc double[Horizons.Length], network = stackalloc double[Horizons.Length];
        var (callsNow, underwayNow, coresNow, networkNow) = (0.0, 0.0, 0.0, 0.0);
        for (var root = 0; root < _table.Roots; root++)
        {
            var needs = now.Needs.Read(_table.NodeOf(root));
            var (each, cpu, bytes) = (Known(needs.ElapsedTime) * Nanosecond, Known(needs.CpuTime) * Nanosecond, Known(needs.NetworkBytes));
            var rate = _table.LastRate(root);
            callsNow += rate;
            underwayNow += rate * each;
            coresNow += rate * cpu;
            networkNow += rate * bytes;
            var (before, from) = (0.0, 0.0);
            for (var h = 0; h < Horizons.Length; h++)
            {
                var (mean, _, high) = _table.Read(root, _table.Find(Horizons[h]));
                var between = ((mean * Horizons[h]) - (before * from)) / (Horizons[h] - from);
                (before, from) = (mean, Horizons[h]);
                var most = Math.Max(high, between);
                calls[h] += most;
                underway[h] += most * each;
                cores[h] += most * cpu;
                network[h] += most * bytes;
            }
        }
        return new()
        {
            IsKnown = true,
            CallsNow = callsNow,
            CallsAhead = Most(calls),
            UnderwayNow = underwayNow,
            UnderwayAhead = Most(underway[..Near]),
            CoresNow = coresNow,
            CoresAhead = Most(cores),
            NetworkNow = networkNow,
            NetworkAhead = Most(network),
            Latency = _latency.Read(now, _table),
        };
    }

    private static double Known(in ResourceForecast forecast) => forecast.IsMeasured && double.IsFinite(forecast.Mean) ? Math.Max(0, forecast.Mean) : 0;

    private static double Most(Span<double> values)
    {
        var most = 0.0;
        foreach (var value in values) most = Math.Max(most, value);
        return most;
    }
}
