namespace ShadowGen.Generator.Parsing;

/// <summary>All that the binding of one tree depends on.</summary>
/// <param name="IsFollowed">Whether shadowed code leads into it, though it may mention no shadowed name.</param>
internal sealed record BindingInput(TreeIndex Index, Census Census, OptedInNames Names, ProjectOptions Project, bool IsFollowed)
{
    public bool IsConcerned => IsFollowed || Names.Concerns(Index);
}

/// <summary>All that the bindings of a project depend on.</summary>
internal sealed record ProjectInput(IndexedTrees Index, Census Census, OptedInNames Names, ProjectOptions Project);
