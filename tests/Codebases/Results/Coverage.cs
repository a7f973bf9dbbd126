using ShadowGen.CallTracer;
using ShadowGen.Codebases.Building;

namespace ShadowGen.Codebases.Results;

/// <summary>Call sites of methods of the same compilation, in one project or in all.</summary>
/// <param name="LeftOut">Left out by choice: the size threshold.</param>
/// <param name="Skipped">Could not be shadowed: by reason.</param>
internal sealed record Coverage(int CallSites, int Shadowed, int LeftOut, IReadOnlyDictionary<string, int> Skipped)
{
    /// <summary>Shadowed call sites among those that were to be shadowed, 0 to 1; 1 where there is none.</summary>
    public double Share => CallSites == LeftOut ? 1 : (double)Shadowed / (CallSites - LeftOut);

    public static Coverage Of(BuiltProject project)
    {
        var skeleton = Skeleton.Read(project.TargetPath);
        var skipped = skeleton.Skipped.Where(s => !Skeleton.NoCalls.Contains(s.Reason)).CountBy(s => s.Reason).ToDictionary(StringComparer.Ordinal);
        return new Coverage(skeleton.CallSites, skeleton.ShadowedSites, skeleton.LeftOut.Values.Sum(), skipped);
    }

    public static Coverage Sum(IEnumerable<Coverage> parts)
    {
        var list = parts.ToList();
        return new Coverage(
            list.Sum(c => c.CallSites),
            list.Sum(c => c.Shadowed),
            list.Sum(c => c.LeftOut),
            list.SelectMany(c => c.Skipped).GroupBy(s => s.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(s => s.Value), StringComparer.Ordinal));
    }

    /// <summary>The commonest reasons first: <c>61 base-call, 48 expression-tree</c>.</summary>
    public string Reasons(int count = 4) => string.Join(", ", Skipped.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(count).Select(s => $"{s.Value} {s.Key}"));
}
