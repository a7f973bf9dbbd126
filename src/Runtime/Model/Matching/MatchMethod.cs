using ShadowGen.Graph;

namespace ShadowGen.Model;

/// <summary>A method as a model, or a program, knows it. What is not known is empty or null, and no evidence either way.</summary>
/// <param name="Id">Of the function: unique in its list.</param>
/// <param name="Assembly">Its simple name.</param>
/// <param name="DocumentationId">Documentation-comment id; where names are hashed, anything without a colon.</param>
/// <param name="Print">What its code is like; null where it has none.</param>
/// <param name="Callers">Ids of functions of the same list that call it; others are passed over.</param>
/// <param name="Callees">Ids of functions of the same list that it calls; others are passed over.</param>
internal sealed record MatchMethod(ulong Id, string Assembly, string DocumentationId, MethodFingerprint? Print, ulong[] Callers, ulong[] Callees);
