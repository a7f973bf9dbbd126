namespace ShadowGen.QuickStart.Querying;

/// <summary>Terms that follow one another; one term is the shortest phrase.</summary>
internal sealed record Phrase(IReadOnlyList<string> Terms);

/// <summary>Phrases that must all occur.</summary>
internal sealed record QueryGroup(IReadOnlyList<Phrase> Phrases);

/// <summary>Groups of which one must match. No group matches nothing.</summary>
internal sealed record Query(IReadOnlyList<QueryGroup> Groups)
{
    /// <summary>Every term once, whatever its case.</summary>
    public IReadOnlyList<string> Terms { get; } =
        [.. Groups.SelectMany(g => g.Phrases).SelectMany(p => p.Terms).Distinct(StringComparer.OrdinalIgnoreCase)];
}
