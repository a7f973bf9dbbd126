using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>An arrow, and how often it is expected to be taken.</summary>
internal sealed record WeighedArrow(Arrow Arrow, double Calls);

/// <summary>Joins edges between the same two boxes.</summary>
internal static class Arrows
{
    public static List<WeighedArrow> Between(IEnumerable<StaticEdge> edges, Func<StaticNode, Box> box)
    {
        var arrows = new List<WeighedArrow>();
        foreach (var outgoing in edges.GroupBy(edge => box(edge.Caller)))
        {
            // Of one method the probabilities are known; of a group they are weighed by how often its members are called.
            var isGroup = outgoing.Key.Kind == BoxKind.Group;
            var all = outgoing.Sum(Calls);
            foreach (var same in outgoing.GroupBy(edge => box(edge.Callee)))
            {
                var calls = same.Sum(Calls);
                var probability = !isGroup ? same.Sum(static edge => edge.Probability) : all > 0 ? calls / all : 1.0 / outgoing.Count();
                arrows.Add(new WeighedArrow(
                    new Arrow(outgoing.Key, same.Key, probability, same.Any(static edge => edge.IsShimmed), same.All(static edge => edge.IsVirtual)),
                    calls));
            }
        }

        return arrows;
    }

    /// <summary>The <paramref name="count"/> most frequent, in the order that they came in.</summary>
    public static List<WeighedArrow> Hottest(List<WeighedArrow> arrows, int count)
    {
        var kept = new HashSet<WeighedArrow>(arrows
            .OrderByDescending(static arrow => arrow.Calls)
            .ThenBy(static arrow => arrow.Arrow.Caller.Key, StringComparer.Ordinal)
            .ThenBy(static arrow => arrow.Arrow.Callee.Key, StringComparer.Ordinal)
            .Take(count));
        return arrows.FindAll(kept.Contains);
    }

    private static double Calls(StaticEdge edge) => edge.Caller.Frequency * edge.Frequency;
}
