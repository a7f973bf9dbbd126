using ShadowGen.Shared;

namespace ShadowGen.Generator.Model;

/// <summary>A partial type of the user's that a generated file adds a method to.</summary>
/// <param name="Namespace">"" for the global one.</param>
/// <param name="Headers"><c>partial class Outer</c>, outermost first; the last one is the type's own.</param>
/// <param name="Type">Fully qualified.</param>
internal sealed record PartialTypeModel(string Namespace, EquatableArray<string> Headers, string Type);
