namespace ShadowGen.Generator.Parsing;

/// <summary>All that the decorators of a compilation depend on.</summary>
internal sealed record DecoratorInput(Census Census, ProjectOptions Project);
