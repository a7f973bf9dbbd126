using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The indexes of all trees, in the compilation's order.</summary>
internal sealed record IndexedTrees(EquatableArray<TreeIndex> Trees);
