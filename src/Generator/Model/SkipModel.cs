namespace ShadowGen.Generator.Model;

/// <summary>A use of a shadowed method that stays as it is, and why.</summary>
internal sealed record SkipModel(SkipReason Reason, int Line, int Column, string CalleeId, string CallerId);
