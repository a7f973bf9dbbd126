namespace ShadowGen.Build.Diagrams;

/// <summary>What a text diagram shows: the whole graph, or as much of it as stays readable.</summary>
/// <param name="Source">Where figures are from that were measured; "" where all are estimates.</param>
internal sealed record Diagram(string Assembly, IReadOnlyList<Box> Boxes, IReadOnlyList<Arrow> Arrows, IReadOnlyList<string> Folded, string Source);

internal enum BoxKind
{
    Method,
    Service,
    Flow,
    Outside,

    /// <summary>Several methods in one.</summary>
    Group,
}

/// <summary>One method, or several folded into one. Key is made of names and ids only, so that it stays when others come and go. Measured: calls and mean time, or "".</summary>
internal sealed record Box(string Key, BoxKind Kind, string Namespace, string Type, string Label, string Tooltip, bool IsShadowed, double Heat)
{
    public string Measured { get; init; } = "";

    public int Level => HeatLevel.Of(Heat);
}

/// <summary>All calls from one box to another. Probability: that the caller's next call is one of these.</summary>
internal sealed record Arrow(Box Caller, Box Callee, double Probability, bool IsShimmed, bool IsVirtual);
