using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>Everything that the output for one source file is made of.</summary>
/// <param name="Path">Relative to the project, with <c>/</c>.</param>
/// <param name="HasAttributeOfItsOwn">The project declares an attribute to intercept calls by, which need not be like the one that is emitted for all files.</param>
/// <param name="Twin">0, or the ordinal of this file among several of the same path.</param>
internal sealed record FileModel(
    LanguageLevel Language,
    string AssemblyName,
    string Path,
    int Twin,
    bool HasAttributeOfItsOwn,
    EquatableArray<MethodModel> Methods,
    EquatableArray<MethodModel> Callees,
    EquatableArray<EdgeModel> Edges,
    EquatableArray<SkipModel> Skips,
    EquatableArray<LeftOutModel> LeftOut,
    StaticModel Static)
{
    /// <summary>Of the methods whose bodies stand in this file.</summary>
    public EquatableArray<PlanModel> Plans { get; init; }

    /// <summary>To the plans of what this file calls, wherever they are.</summary>
    public EquatableArray<PlanLinkModel> Links { get; init; }
}
