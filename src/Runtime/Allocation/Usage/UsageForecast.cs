using ShadowGen.Arrivals;

namespace ShadowGen.Allocation;

/// <summary>What use alone foretells of itself, by the model that foretells arrivals: levels, trends and seasons, each with an interval that holds. One thread.</summary>
internal sealed class UsageForecast
{
    /// <summary>Before so many seconds an interval has seen nothing that it could hold.</summary>
    public const int LeastSeconds = 30;

    private const float Mega = 1 << 20;
    private const int High = 2;
    private const int CoresColumn = 0, MemoryColumn = 1, NetworkColumn = 2, Columns = 3;
    private const double MinuteSeconds = 60, MinutesSeconds = 300;

    private readonly ArrivalModel<TensorColumns> _model = new(ArrivalPlan.Seconds);
    private readonly float[] _values = new float[Columns];
    private readonly float[] _foretold = new float[Columns];
    private int _seconds;

    public UsageForecast()
    {
        for (var i = 0; i < Columns; i++) _model.AddRoot();
    }

    /// <summary>The high end for the next minute; NaN while too little was seen.</summary>
    public double Cores { get; private set; } = double.NaN;

    /// <summary>The high end for the next 5 minutes, in bytes; NaN while too little was seen.</summary>
    public double Memory { get; private set; } = double.NaN;

    /// <summary>The high end for the next minute, in bytes a second; NaN while too little was seen.</summary>
    public double Network { get; private set; } = double.NaN;

    /// <summary>Takes in a second.</summary>
    public void Add(double cores, double memoryBytes, double networkBytes)
    {
        _values[CoresColumn] = Finite(cores);
        _values[MemoryColumn] = Finite(memoryBytes / Mega);
        _values[NetworkColumn] = Finite(networkBytes);
        _model.Add(_values);
        if (++_seconds < LeastSeconds) return;
        Cores = Most(CoresColumn, MinuteSeconds);
        Memory = Most(MemoryColumn, MinutesSeconds) * Mega;
        Network = Most(NetworkColumn, MinuteSeconds);
    }

    private double Most(int column, double untilSeconds)
    {
        var most = 0.0;
        var horizons = _model.Plan.HorizonSeconds;
        for (var h = 0; h < horizons.Length && horizons[h] <= untilSeconds; h++)
        {
            _model.Forecast(h, High, _foretold);
            most = Math.Max(most, _foretold[column]);
        }
        return most;
    }

    private static float Finite(double value) => double.IsFinite(value) ? (float)Math.Max(0, value) : 0;
}
