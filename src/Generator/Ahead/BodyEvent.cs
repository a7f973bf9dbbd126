using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Ahead;

/// <summary>Something that a body does, as far as it matters to what may be moved before it.</summary>
/// <param name="Syntax">What does it.</param>
/// <param name="IsCall">Whether it is a call of a method.</param>
/// <param name="IsBarrier">Nothing may be made ahead of it that comes after it.</param>
/// <param name="IsUnknownCall">Whether it may run anything, the body itself included.</param>
/// <param name="TakesTime">Whether it may take so long that something made before it gains by that.</param>
internal readonly record struct BodyEvent(SyntaxNode Syntax, bool IsCall, bool IsBarrier, bool IsUnknownCall, bool TakesTime);
