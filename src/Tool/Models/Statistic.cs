namespace ShadowGen.Tool.Models;

/// <summary>What a figure says of many calls.</summary>
internal enum Statistic
{
    Mean,
    P50,
    P90,
    P95,
    P99,

    /// <summary>Over all calls.</summary>
    Total,

    /// <summary>Of growth with an argument.</summary>
    Exponent,
}
