using ShadowGen;

namespace Shop;

/// <summary>Lines that are bought together.</summary>
[Shadowed]
internal static class Basket
{
    /// <summary>Each line once, in the order in which they came.</summary>
    public static List<string> Distinct(string[] lines)
    {
        var distinct = new List<string>();
        foreach (var line in lines)
        {
            // Looks as good as a set, until a basket is large.
            if (!distinct.Contains(line)) distinct.Add(line);
        }
        return distinct;
    }
}
