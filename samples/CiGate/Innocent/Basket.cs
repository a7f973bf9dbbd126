using ShadowGen;

namespace Shop;

/// <summary>Lines that are bought together.</summary>
[Shadowed]
internal static class Basket
{
    /// <summary>Each line once, in the order in which they came.</summary>
    public static List<string> Distinct(string[] lines)
    {
        // Half of the lines are different, in most baskets.
        var seen = new HashSet<string>(lines.Length);
        var distinct = new List<string>(lines.Length / 2);
        foreach (var line in lines)
        {
            if (seen.Add(line)) distinct.Add(line);
        }
        return distinct;
    }
}
