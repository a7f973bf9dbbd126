using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>Shadowed methods that other assemblies can call.</summary>
/// <param name="Names">Simple names; sorted.</param>
/// <param name="Ids">16 lower-case hex digits each; sorted.</param>
internal sealed record ApiModel(EquatableArray<string> Names, EquatableArray<string> Ids);
