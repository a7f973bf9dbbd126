namespace ShadowGen.Generator.Ahead;

/// <summary>An expression over a scope's fields that has the value which an expression of the method will have.</summary>
/// <param name="MayChange">Whether something that it reads may be written meanwhile, by anybody.</param>
internal readonly record struct Projection(string Text, bool MayChange);
