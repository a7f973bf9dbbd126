using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>What a call with given arguments will cost by its law, one resource in each lane; nanoseconds or bytes.</summary>
internal struct LawForecast
{
    /// <summary>As likely less as more.</summary>
    public Vector128<float> Median;

    /// <summary>Expected.</summary>
    public Vector128<float> Mean;

    /// <summary>Around the mean.</summary>
    public Vector128<float> StandardDeviation;

    /// <summary>Ends of the interval that 90 % of such costs lie in.</summary>
    public Vector128<float> Low, High;

    /// <summary>All bits set in lanes where the arguments help: the other lanes are not to be used.</summary>
    public Vector128<float> Helps;
}
