using System.Runtime.Intrinsics;

namespace ShadowGen.Laws;

/// <summary>What calls of one function cost, by their arguments, as of one publication. Immutable; any thread.</summary>
internal sealed class ArgumentLaw
{
    /// <summary>Features and parts.</summary>
    public required LawShape Shape { get; init; }

    /// <summary>The codes that each cell is of.</summary>
    public required uint[] Codes { get; init; }

    /// <summary>A law for each combination of codes.</summary>
    public required CellLaw[] Cells { get; init; }

    /// <summary>The cell for codes that have none.</summary>
    public required int Usual { get; init; }

    /// <summary>Factors by which calls with arguments near these cost more than the law says; null when that does not count.</summary>
    public required ArgumentMemory? Near { get; init; }

    /// <summary>1 + what calls with the very same arguments cost; null when that does not count.</summary>
    public required ArgumentMemory? Same { get; init; }

    /// <summary>How much that counts, 0 to 1.</summary>
    public required Vector128<float> SameWeight { get; init; }

    /// <summary>Bits set in lanes where the law foretells costs better than their median does.</summary>
    public required Vector128<float> Helps { get; init; }

    /// <param name="arguments">In the order of the features, at least as many.</param>
    /// <param name="forecast">What a call with them will cost.</param>
    public void Read(ReadOnlySpan<long> arguments, out LawForecast forecast)
    {
        ArgumentPoint.Read(Shape, arguments, out var point);
        var cell = Cells.Length == 1 ? Cells[0] : Cells[CellOf(point.Codes)];
        var whole = cell.Read(point);
        int place;
        if (Near is { } near && (place = near.Find(point.Near)) >= 0) whole *= near[place];
        if (Same is { } known && (place = known.Find(ArgumentPoint.Exact(Shape, arguments))) >= 0)
        {
            var same = known[place];
            whole = Vector128.ConditionalSelect(Vector128.Equals(same, same), Vector128.MultiplyAddEstimate(SameWeight, same - whole, whole), whole);
        }
        whole = Lanes.Cost(whole);
        forecast.Median = whole - Vector128<float>.One;
        forecast.Mean = Vector128.Max((whole * cell.MeanFactor) - Vector128<float>.One, Vector128<float>.Zero);
        forecast.StandardDeviation = whole * cell.DeviationFactor;
        forecast.Low = Vector128.Max((whole * cell.LowFactor) - Vector128<float>.One, Vector128<float>.Zero);
        forecast.High = (whole * cell.HighFactor) - Vector128<float>.One;
        forecast.Helps = Helps;
    }

    private int CellOf(uint code)
    {
        for (var i = 0; i < Codes.Length; i++)
        {
            if (Codes[i] == code) return i;
        }
        return Usual;
    }
}
