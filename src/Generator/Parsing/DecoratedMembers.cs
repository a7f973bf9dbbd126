using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Turns the members of an interface, inherited ones included, into what a decorator implements explicitly.</summary>
internal sealed class DecoratedMembers(IReadOnlyList<ITypeParameterSymbol> typeParameters, LanguageLevel language)
{
    /// <summary>The interface itself, then all that it inherits.</summary>
    public static IEnumerable<INamedTypeSymbol> Interfaces(INamedTypeSymbol type) => type.AllInterfaces.Insert(0, type);

    /// <summary>
    /// Also members with a default body: an implementation may have its own, and the default must run on it, not on the decorator. What has no caller outside of
    /// the interface is left to its default.
    /// </summary>
    public static IEnumerable<ISymbol> ToHandOn(INamedTypeSymbol type) =>
        from owner in Interfaces(type)
        from member in owner.GetMembers()
        where !member.IsStatic && (member.IsAbstract || member.IsVirtual)
        where member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
        where member is IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }
        select member;

    public DecoratedMember Create(ISymbol member, int edge) => member switch
    {
        IMethodSymbol method => Method(method, edge),
        IPropertySymbol property => Property(property),
        _ => Event((IEventSymbol)member),
    };

    private DecoratedMember Method(IMethodSymbol method, int edge)
    {
        var text = new TypeText(typeParameters.Concat(method.TypeParameters), language);
        var names = new ParameterNames(text.TypeParameterNames);
        return new DecoratedMember(
            DecoratedKind.Method,
            string.Concat(TrimmingAttributes.Of(method).Concat(TrimmingAttributes.OfReturn(method))),
            text.Of(method.ContainingType),
            TypeText.Escape(method.Name),
            Prefix(method.RefKind) + text.Of(method.ReturnType),
            method.ReturnsVoid ? ReturnKind.Void : method.RefKind == RefKind.None ? ReturnKind.Value : ReturnKind.Ref,
            method.RefKind == RefKind.None ? AsyncResults.KindOf(method.ReturnType) : AsyncKind.None,
            method.TypeParameters.Select(parameter => new DecoratedTypeParameter(string.Concat(TrimmingAttributes.Of(parameter)), text.Name(parameter), "")).ToEquatableArray(),
            All(method.Parameters, text, names),
            HasGetter: false,
            Setter: "",
            method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType).Any(HasPointer),
            edge);
    }

    private DecoratedMember Property(IPropertySymbol property)
    {
        var text = new TypeText(typeParameters, language);
        return new DecoratedMember(
            property.IsIndexer ? DecoratedKind.Indexer : DecoratedKind.Property,
            "",
            text.Of(property.ContainingType),
            TypeText.Escape(property.Name),
            Prefix(property.RefKind) + text.Of(property.Type),
            property.RefKind == RefKind.None ? ReturnKind.Value : ReturnKind.Ref,
            AsyncKind.None,
            EquatableArray<DecoratedTypeParameter>.Empty,
            All(property.Parameters, text, new ParameterNames(text.TypeParameterNames)),
            property.GetMethod is not null,
            property.SetMethod is null ? "" : property.SetMethod.IsInitOnly ? "init" : "set",
            property.Parameters.Select(static parameter => parameter.Type).Append(property.Type).Any(HasPointer),
            Edge: -1);
    }

    private DecoratedMember Event(IEventSymbol @event)
    {
        var text = new TypeText(typeParameters, language);
        return new DecoratedMember(
            DecoratedKind.Event,
            "",
            text.Of(@event.ContainingType),
            TypeText.Escape(@event.Name),
            text.Of(@event.Type),
            ReturnKind.Value,
            AsyncKind.None,
            EquatableArray<DecoratedTypeParameter>.Empty,
            EquatableArray<ParameterModel>.Empty,
            HasGetter: false,
            Setter: "",
            HasPointer(@event.Type),
            Edge: -1);
    }

    private EquatableArray<ParameterModel> All(IEnumerable<IParameterSymbol> parameters, TypeText text, ParameterNames names) =>
        parameters.Select(parameter =>
        {
            var model = Parameters.Of(parameter, text, names, language);
            return model with { Modifiers = string.Concat(TrimmingAttributes.Of(parameter)) + model.Modifiers };
        }).ToEquatableArray();

    private static string Prefix(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.RefReadOnly => "ref readonly ",
        _ => "",
    };

    private static bool HasPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer),
        _ => false,
    };
}
