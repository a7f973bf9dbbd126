namespace ShadowGen;

/// <summary>Takes a method or type out of what <see cref="ShadowedAttribute"/> on its type or <see cref="ShadowNamespaceAttribute"/> opted in. The nearest declaration wins.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class UnshadowedAttribute : Attribute;
