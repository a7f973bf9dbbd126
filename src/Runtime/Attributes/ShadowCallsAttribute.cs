namespace ShadowGen;

/// <summary>
/// Opts <em>service calls</em> in to shadowing: calls that this assembly makes to methods of other assemblies, which become nodes of their own
/// kind (<see cref="CallGraphNode.IsServiceCall"/>).
/// </summary>
/// <remarks>
/// Read at compile time only. May be repeated. Methods of this assembly are opted in by <see cref="ShadowedAttribute"/> and
/// <see cref="ShadowNamespaceAttribute"/> instead.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ShadowCallsAttribute : Attribute
{
    /// <summary>Calls of one type.</summary>
    /// <param name="type">
    /// Declares the methods; those of the same names in types that derive from it, or implement it, count too. A method that it inherits belongs to the type that declares it.
    /// </param>
    /// <param name="methods">Names of methods, every overload of each. None: all public methods that <paramref name="type"/> declares.</param>
    public ShadowCallsAttribute(Type type, params string[] methods)
    {
        Type = type;
        Methods = methods;
    }

    /// <summary>Calls of ready lists.</summary>
    /// <param name="services">One or more of the lists.</param>
    public ShadowCallsAttribute(ServiceCalls services)
    {
        Services = services;
        Methods = [];
    }

    /// <summary>The type that declares the methods; null when <see cref="Services"/> says which.</summary>
    public Type? Type { get; }

    /// <summary>Names of methods as written; empty for all of the type.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>The ready lists; <see cref="ServiceCalls.None"/> when <see cref="Type"/> is given.</summary>
    public ServiceCalls Services { get; }
}
