namespace ShadowGen;

/// <summary>
/// Opts a method, or every ordinary method of a type or interface, in to shadowing: calls to it become nodes and edges of the call graph.
/// Read at compile time only; it has no effect on a method that no source of the same compilation calls.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class ShadowedAttribute : Attribute;
