using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using ShadowGen.Generated;

namespace ShadowGen.Hosting;

/// <summary>Finds what the generator emitted for an interface, in the interface's own assembly. Thread-safe.</summary>
internal static class Decorators
{
    private static readonly ConditionalWeakTable<Assembly, Dictionary<Type, ShadowDecoratorAttribute>> Known = [];

    /// <summary>Null when the interface is not shadowed, cannot be decorated, or the kill switch is set.</summary>
    public static ShadowDecoratorFactory? FactoryOf(Type service)
    {
        if (!service.IsConstructedGenericType)
            return Find(service) is { } found && !service.IsGenericTypeDefinition ? (ShadowDecoratorFactory?)Activator.CreateInstance(found.Factory) : null;
        return Find(service.GetGenericTypeDefinition()) is { } open ? Close(open.Factory, service.GenericTypeArguments) : null;
    }

    /// <summary>The decorator of an open generic interface that a container can construct itself; null as for <see cref="FactoryOf"/>.</summary>
    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public static Type? OpenDecoratorOf(Type service) => Find(service)?.Decorator;

    private static ShadowDecoratorAttribute? Find(Type service) =>
        ShadowCall.On && Known.GetValue(service.Assembly, Read).TryGetValue(service, out var found) ? found : null;

    private static Dictionary<Type, ShadowDecoratorAttribute> Read(Assembly assembly) =>
        assembly.GetCustomAttributes<ShadowDecoratorAttribute>().ToDictionary(static attribute => attribute.Service);

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The factory has the interface's own type parameters with the same demands on them, and these arguments are the interface's.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "A constructed type has the constructors of its definition, which are kept.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Over references all instances share one body, which the definition's constructor keeps; others are made only where code can be.")]
    private static ShadowDecoratorFactory? Close(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type factory, Type[] arguments) =>
        RuntimeFeature.IsDynamicCodeSupported || !Array.Exists(arguments, static argument => argument.IsValueType)
            ? (ShadowDecoratorFactory?)Activator.CreateInstance(factory.MakeGenericType(arguments))
            : null;
}
