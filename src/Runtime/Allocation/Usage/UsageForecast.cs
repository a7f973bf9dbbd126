using ShadowGen.Arrivals;

namespace ShadowGen.Allocation;

/// <summary>What use alone foretells of itself, by the model that foretells arrivals: levels, trends and seasons. One thread.</summary>
/// <param name="plan">Length of a bin, and which horizons there are.</param>
/// <param name="horizonSeconds">How far ahead cores and network are looked for, and memory five times as far.</param>
internal sealed class UsageForecast(ArrivalPlan plan, double horizonSeconds)
{
    /// <summary>Before so many bins an interval has seen nothing that it could hold.</summary>
    public const int LeastBins = 30;

    private const float Mega = 1 << 20;
    private const double MemoryHorizon = 5;
    private const double SmallCores = 1e-4, SmallMega = 1, SmallBytes = 1000;
    private const double Passed = 0.009;

    private readonly ArrivalModel<TensorColumns> _model = new(plan);
    private readonly UsageBound[] _bounds = [new(SmallCores, Passed), new(SmallMega, Passed), new(SmallBytes, Passed)];
    private readonly float[] _values = new float[3];
    private int _bins;

    /// <summary>The most that cores in use should come to; NaN while too little was seen.</summary>
    public double Cores => Known(0);

    /// <summary>The most that memory in use should come to, in bytes; NaN while too little was seen.</summary>
    public double Memory => Known(1) * Mega;

    /// <summary>The most that the network's use should come to, in bytes a second; NaN while too little was seen.</summary>
    public double Network => Known(2);

    /// <summary>Takes in a bin.</summary>
    public void Add(double cores, double memoryBytes, double networkBytes)
    {
        while (_model.Roots < _values.Length) _model.AddRoot();
        (_values[0], _values[1], _values[2]) = (Finite(cores), Finite(memoryBytes / Mega), Finite(networkBytes));
        for (var column = 0; column < _values.Length; column++) _bounds[column].Learn(_values[column]);
        _model.Add(_values);
        _bins++;
        Span<float> means = stackalloc float[3], highs = stackalloc float[3];
        foreach (var bound in _bounds) bound.Begin();
        for (var horizon = 0; horizon < plan.HorizonSeconds.Length && plan.HorizonSeconds[horizon] <= MemoryHorizon * horizonSeconds; horizon++)
        {
            _model.Forecast(horizon, 0, means);
            _model.Forecast(horizon, 2, highs);
            for (var column = 0; column < means.Length; column++)
            {
                if (column == 1 || plan.HorizonSeconds[horizon] <= horizonSeconds) _bounds[column].Foretell(means[column], highs[column]);
            }
        }
    }

    private double Known(int column) => _bins < LeastBins ? double.NaN : _bounds[column].Value;

    private static float Finite(double value) => double.IsFinite(value) ? (float)Math.Max(0, value) : 0;
}
