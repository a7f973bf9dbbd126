namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>A request, as it comes and as it will be. Times are seconds.</summary>
/// <param name="Endpoint">What is asked for.</param>
/// <param name="Size">Its argument, which a prediction can see.</param>
/// <param name="Arrival">When it comes.</param>
/// <param name="Processor">Processor time that it takes, which nobody knows before.</param>
/// <param name="Waiting">Time of the dependency's that it takes, 0: none.</param>
internal sealed record Request(int Endpoint, long Size, double Arrival, double Processor, double Waiting)
{
    /// <summary>When it was let in; NaN: not.</summary>
    public double Admitted { get; set; } = double.NaN;

    /// <summary>When it was done; NaN: not.</summary>
    public double Done { get; set; } = double.NaN;

    /// <summary>When it was refused; NaN: not.</summary>
    public double Refused { get; set; } = double.NaN;

    /// <summary>It was refused though a processor, and what it depends on, did nothing, and alone it would have been done in time.</summary>
    public bool RefusedIdle { get; set; }

    public double Latency => Done - Arrival;
}
