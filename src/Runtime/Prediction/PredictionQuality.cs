namespace ShadowGen;

/// <summary>How well what comes next was foretold: each step that the engine learned from was foretold first, and checked. Of the last 200,000 such steps or so.</summary>
public readonly record struct PredictionQuality
{
    /// <summary>Steps (a call, or a return) that were checked since the process began.</summary>
    public long Outcomes { get; init; }

    /// <summary>Log-loss: mean cost of a step in bits, 0 or more; 0 is certainty. NaN before the first step.</summary>
    public double Bits { get; init; }

    /// <summary>Share of steps that had been thought likeliest, 0 to 1; NaN before the first.</summary>
    public double Top1 { get; init; }

    /// <summary>Expected calibration error of the likeliest step's probability, over 20 bins of equal width, as a share from 0 to 1: how far probabilities are from how often they hold. NaN before the first.</summary>
    public double CalibrationError { get; init; }
}
