using System.Globalization;
using ShadowGen.Graph;

namespace ShadowGen;

/// <summary>
/// What calls of one function used of one resource. Every value is per call and in <see cref="Unit"/>; quantiles are within 2 % of the measured
/// value (DDSketch: Masson, Rim, Lee 2019), mean and standard deviation are weighted by how many calls each sample stands for (West 1979).
/// </summary>
/// <remarks>What was not measured is NaN, never 0.</remarks>
public readonly struct ResourceProfile
{
    internal ResourceProfile(ResourceKind kind, in ProfileValues values, long calls)
    {
        Kind = kind;
        IsPartial = values.IsPartial;
        SampleCount = values.SampleCount;
        Count = calls;
        Min = values.Min;
        Max = values.Max;
        var isExact = !double.IsNaN(values.ExactTotal);
        Mean = isExact ? values.ExactTotal / Math.Max(1, calls) : values.Mean;
        StandardDeviation = values.StandardDeviation;
        P50 = values.P50;
        P90 = values.P90;
        P99 = values.P99;
        Total = isExact ? values.ExactTotal : values.Mean * calls;
    }

    /// <summary>Which resource.</summary>
    public ResourceKind Kind { get; }

    /// <summary><c>ns</c> for times, <c>B</c> for bytes.</summary>
    public string Unit => Kind <= ResourceKind.ElapsedTime ? "ns" : "B";

    /// <summary>False: nothing was measured, and every value is NaN.</summary>
    public bool IsMeasured => !double.IsNaN(Mean);

    /// <summary>
    /// True: for an async function, CPU time and allocated bytes cover the part before its first suspension only;
    /// elapsed time is partial only while no completion has been seen.
    /// </summary>
    public bool IsPartial { get; }

    /// <summary>Calls that were measured. 0 with <see cref="IsMeasured"/> true: only the exact total is known (network bytes), quantiles are NaN.</summary>
    public long SampleCount { get; }

    /// <summary>Calls that the samples stand for: every counted call of the function, exactly.</summary>
    public long Count { get; }

    /// <summary>The least that a measured call used.</summary>
    public double Min { get; }

    /// <summary>The most that a measured call used.</summary>
    public double Max { get; }

    /// <summary>The mean over calls.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation over calls; NaN until two calls were measured.</summary>
    public double StandardDeviation { get; }

    /// <summary>The median.</summary>
    public double P50 { get; }

    /// <summary>Nine calls in ten used at most this.</summary>
    public double P90 { get; }

    /// <summary>Ninety-nine calls in a hundred used at most this.</summary>
    public double P99 { get; }

    /// <summary>What all counted calls used: mean times calls, or the exact sum where bytes are counted exactly.</summary>
    public double Total { get; }

    /// <summary>One line for people, in invariant culture.</summary>
    public override string ToString() => !IsMeasured
        ? "not measured"
        : string.Create(CultureInfo.InvariantCulture, $"mean {Mean:G4} {Unit}, sd {StandardDeviation:G4}, p50 {P50:G4}, p90 {P90:G4}, p99 {P99:G4}, min {Min:G4}, max {Max:G4}, {SampleCount} of {Count} calls measured{(IsPartial ? ", synchronous part only" : "")}");
}
