namespace ShadowGen.Generator.Parsing;

/// <summary>All that the binding of one tree depends on.</summary>
internal sealed record BindingInput(TreeIndex Index, Census Census, OptedInNames Names, ProjectOptions Project)
{
    public bool IsConcerned => Names.Concerns(Index);
}

/// <summary>All that the bindings of a project depend on.</summary>
internal sealed record ProjectInput(IndexedTrees Index, Census Census, OptedInNames Names, ProjectOptions Project);
