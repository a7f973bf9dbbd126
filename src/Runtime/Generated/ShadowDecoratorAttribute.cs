using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ShadowGen.Generated;

/// <summary>Points from a shadowed interface at its decorator. Emitted by the generator; read when the interface is registered as a service.</summary>
/// <param name="service">The interface; an open generic type if it is generic.</param>
/// <param name="factory">A <see cref="ShadowDecoratorFactory"/> with the interface's type parameters.</param>
/// <param name="decorator">A <see cref="ShadowDecorator{TService}"/> with the interface's type parameters, for containers that make open generic services by type; null if there is none.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShadowDecoratorAttribute(
    Type service,
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type factory,
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type? decorator) : Attribute
{
    /// <summary>The interface.</summary>
    public Type Service { get; } = service;

    /// <summary>Makes decorators around objects.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)]
    public Type Factory { get; } = factory;

    /// <summary>What a container may construct itself: its public constructor takes a <see cref="ShadowInner{TService}"/>.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type? Decorator { get; } = decorator;
}
