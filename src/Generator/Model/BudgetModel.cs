namespace ShadowGen.Generator.Model;

/// <summary>What one call of a method may use, by its attribute.</summary>
/// <param name="Id">The method's, 16 hex digits.</param>
/// <param name="Name">For people.</param>
/// <param name="Limits">Named arguments of the runtime's factory, as source text.</param>
internal sealed record BudgetModel(string Id, string Name, string Limits);
