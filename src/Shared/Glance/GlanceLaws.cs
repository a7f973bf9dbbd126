using ShadowGen.Shared.Model;

namespace ShadowGen.Shared.Glance;

/// <summary>Reads the laws of one method, of all sources together, when they can tell anything.</summary>
internal static class GlanceLaws
{
    public static ModelGrowth? Superlinear(ModelGlanceReader read, ModelMethod method)
    {
        if (!method.Features.StartsWith("s:", StringComparison.Ordinal) && method.Features.IndexOf(",s:", StringComparison.Ordinal) < 0) return null;
        var lines = read.LawsOf(method.Id);
        if (lines.Count < GrowthFit.LeastKinds + 1) return null;
        var laws = new Dictionary<string, ModelLaw>(StringComparer.Ordinal);
        foreach (var (start, share) in lines)
        {
            if (!TryRead(read.Line(start), out var arguments, out var law) || law.Scaled(share) is not { } scaled) continue;
            laws[arguments] = laws.TryGetValue(arguments, out var known) ? ModelLaw.Add(known, scaled) : scaled;
        }
        var list = new List<KeyValuePair<string, ModelLaw>>(laws);
        list.Sort(static (left, right) => left.Value.Calls != right.Value.Calls ? right.Value.Calls.CompareTo(left.Value.Calls) : string.CompareOrdinal(left.Key, right.Key));
        // As a sum of several runs is bounded.
        if (read.IsSummed && list.Count > ModelFold.MaxKinds) list.RemoveRange(ModelFold.MaxKinds, list.Count - ModelFold.MaxKinds);
        return ModelGrowth.Superlinear(method, list);
    }

    private static bool TryRead(GlanceLine line, out string arguments, out ModelLaw law)
    {
        law = new(0, []);
        line.Skip();
        arguments = line.Next();
        if (!line.TryNumber(out var calls)) return false;
        var lanes = new ModelLawLane[ModelGrowth.Resources.Length];
        for (var i = 0; i < lanes.Length; i++)
        {
            if (!line.TryNumber(out var n) || !line.TryNumber(out var sum) || !line.TryNumber(out var squares)) return false;
            lanes[i] = new(n, sum, squares);
        }
        law = new(calls, lanes);
        return true;
    }
}
