namespace ShadowGen.Graph;

/// <summary>A profile without the number of calls it stands for, so that it can be shared by snapshots until the next sample.</summary>
internal struct ProfileValues
{
    public static readonly ProfileValues NotMeasured = new()
    {
        Min = double.NaN,
        Max = double.NaN,
        Mean = double.NaN,
        StandardDeviation = double.NaN,
        P50 = double.NaN,
        P90 = double.NaN,
        P99 = double.NaN,
        ExactTotal = double.NaN,
    };

    public long SampleCount;
    public double Min;
    public double Max;
    public double Mean;
    public double StandardDeviation;
    public double P50;
    public double P90;
    public double P99;
    public double ExactTotal;
    public bool IsPartial;
}
