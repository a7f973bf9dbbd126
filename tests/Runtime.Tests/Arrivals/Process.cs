using ShadowGen.Arrivals;

namespace ShadowGen.Runtime.Tests.Arrivals;

/// <summary>One root whose rate is known, bin by bin, and what a model foretold for it.</summary>
internal sealed class Process(ArrivalPlan plan)
{
    private readonly ArrivalModel<TensorColumns> _model = Begin(plan);
    private readonly float[] _one = new float[1];

    public ArrivalModel<TensorColumns> Model => _model;

    public int Bins { get; private set; }

    public void Add(double rate)
    {
        Bins++;
        _one[0] = (float)rate;
        _model.Add(_one);
    }

    public (double Mean, double Low, double High) Forecast(double seconds)
    {
        var horizon = Array.IndexOf(plan.HorizonSeconds, seconds);
        Assert.InRange(horizon, 0, _model.Horizons - 1);
        return (Row(horizon, 0), Row(horizon, 1), Row(horizon, 2));
    }

    /// <summary>A count of a Poisson distribution.</summary>
    public static int Poisson(Random random, double mean)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextDouble(), 0);
        for (; product > limit; count++) product *= random.NextDouble();
        return count;
    }

    private double Row(int horizon, int row)
    {
        _model.Forecast(horizon, row, _one);
        return _one[0];
    }

    private static ArrivalModel<TensorColumns> Begin(ArrivalPlan plan)
    {
        var model = new ArrivalModel<TensorColumns>(plan);
        model.AddRoot();
        return model;
    }
}
