using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>What calls of one function cost, by their arguments, as of one publication. Immutable; any thread.</summary>
internal sealed class ArgumentLaw(LawShape shape, uint[] codes, CellLaw[] cells, int usual, KnownArguments known, Vector128<float> helps)
{
    public LawShape Shape => shape;

    /// <summary>Bits set in lanes where the law foretells costs better than their median does.</summary>
    public Vector128<float> Helps => helps;

    /// <param name="arguments">In the order of the features, at least as many.</param>
    /// <param name="forecast">What a call with them will cost.</param>
    public void Read(ReadOnlySpan<long> arguments, out LawForecast forecast)
    {
        ArgumentPoint.Read(shape, arguments, out var point);
        var cell = cells[CellOf(point.Codes)];
        var whole = cell.Read(point);
        if (known.TryFind(point.Exact, out var same))
            whole = Vector128.ConditionalSelect(Vector128.Equals(same, same), Vector128.MultiplyAddEstimate(known.Weight, same - whole, whole), whole);
        forecast.Median = whole - Vector128<float>.One;
        forecast.Mean = Vector128.Max((whole * cell.MeanFactor) - Vector128<float>.One, Vector128<float>.Zero);
        forecast.StandardDeviation = whole * cell.DeviationFactor;
        forecast.Low = Vector128.Max((whole * cell.LowFactor) - Vector128<float>.One, Vector128<float>.Zero);
        forecast.High = (whole * cell.HighFactor) - Vector128<float>.One;
        forecast.Helps = helps;
    }

    private int CellOf(uint code)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (codes[i] == code) return i;
        }
        return usual;
    }
}
