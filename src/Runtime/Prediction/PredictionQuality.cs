using ShadowGen.Graph;
using ShadowGen.Prediction;

namespace ShadowGen;

/// <summary>
/// How well what comes next, and what calls cost, was foretold: each step and each sample that the engine learned from was foretold first, and checked. Steps are of the last 200,000 or so,
/// costs since the process began. A value of one moment; immutable.
/// </summary>
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

    internal CostQuality? Costs { get; init; }

    /// <summary>How forecasts of what whole calls cost held, of all functions: each sample was foretold first.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public CostForecastQuality CostsOf(ResourceKind kind) => new(Costs?.Total(Checked(kind)) ?? default);

    /// <summary>The same of one function.</summary>
    /// <param name="node">From any graph of this process; nothing was foretold of an empty one.</param>
    /// <param name="kind">The resource.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not a resource.</exception>
    public CostForecastQuality CostsOf(CallGraphNode node, ResourceKind kind) => new(node.IsEmpty ? default : Costs?.Of(node.Index, Checked(kind)) ?? default);

    private static ResourceKind Checked(ResourceKind kind) => (uint)kind < NodeProfiles.Kinds
        ? kind
        : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a resource: use one of the values of ResourceKind.");
}
