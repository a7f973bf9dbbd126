using System.Globalization;
using ShadowGen;

namespace Shop;

/// <summary>Sells.</summary>
[Shadowed]
internal static class Checkout
{
    /// <summary>What a basket costs; a line that is in it twice counts once.</summary>
    public static decimal Place(string[] lines)
    {
        var total = 0m;
        foreach (var line in Basket.Distinct(lines)) total += 1 + (int.Parse(line.AsSpan(4), CultureInfo.InvariantCulture) % 100 / 100m);
        return total;
    }
}
