namespace ShadowGen.Generator.Parsing;

/// <summary>All that the binding of one tree depends on.</summary>
internal sealed record BindingInput(TreeIndex Index, Census Census, OptedInNames Names, ProjectOptions Project);
