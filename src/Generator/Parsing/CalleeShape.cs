using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// A callee as code written in C# 13 sees it. A member of an extension block has no type that could be named: it is called as the static method
/// that the compiler makes of it, whose type parameters and parameters are the block's and then its own.
/// </summary>
internal sealed class CalleeShape
{
    private readonly bool _isBlockMember;

    public CalleeShape(IMethodSymbol method)
    {
        Method = method;
        var container = method.ContainingType;
        _isBlockMember = container.IsExtension && container.ContainingType is not null && container.ExtensionParameter is not null;
        Owner = _isBlockMember ? container.ContainingType! : container;
        OuterTypeParameters = _isBlockMember ? [] : Outer(container);
        TypeParameters = [.. _isBlockMember ? container.TypeParameters : [.. OuterTypeParameters], .. method.TypeParameters];
        Parameters = _isBlockMember && !method.IsStatic ? [container.ExtensionParameter!, .. method.Parameters] : [.. method.Parameters];
    }

    public IMethodSymbol Method { get; }

    /// <summary>The type that the method is called on, or through.</summary>
    public INamedTypeSymbol Owner { get; }

    /// <summary>Type parameters of <see cref="Owner"/> and the types around it, outermost first.</summary>
    public IReadOnlyList<ITypeParameterSymbol> OuterTypeParameters { get; }

    /// <summary>Those, and the method's.</summary>
    public IReadOnlyList<ITypeParameterSymbol> TypeParameters { get; }

    public IReadOnlyList<IParameterSymbol> Parameters { get; }

    /// <summary>Whether the first parameter may be written as a receiver.</summary>
    public bool IsExtension => Method.IsExtensionMethod || (_isBlockMember && !Method.IsStatic);

    public bool IsStatic => Method.IsStatic || _isBlockMember;

    /// <summary>A block whose receiver this compiler's API does not show.</summary>
    public bool IsUnknown => !_isBlockMember && (Method.ContainingType.IsExtension || Method.ContainingType.Name.Length == 0);

    public bool IsAccessibleWithin(Compilation compilation) => _isBlockMember
        ? Method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && compilation.IsSymbolAccessibleWithin(Owner, compilation.Assembly)
        : compilation.IsSymbolAccessibleWithin(Method, compilation.Assembly);

    /// <summary>Every type that the shim's text names, but for <see cref="Owner"/>.</summary>
    public IEnumerable<ITypeSymbol> Signature() =>
        Parameters.Select(static parameter => parameter.Type)
            .Append(Method.ReturnType)
            .Concat(TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes));

    private static List<ITypeParameterSymbol> Outer(INamedTypeSymbol? type)
    {
        var parameters = new List<ITypeParameterSymbol>();
        for (; type is not null; type = type.ContainingType)
            parameters.InsertRange(0, type.TypeParameters);
        return parameters;
    }
}
