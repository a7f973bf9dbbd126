namespace ShadowGen.Generator.Model;

/// <summary>Where the shim of a callee stands whose signature only the user's own code may name.</summary>
/// <param name="Type">It sees every type of the signature, and every call site sees the shim in it.</param>
/// <param name="Modifiers">With a trailing space.</param>
/// <param name="IsInstance">Whether the shim's <c>this</c> is the callee's; otherwise it is a static method.</param>
internal sealed record HomeModel(PartialTypeModel Type, string Modifiers, bool IsInstance);
