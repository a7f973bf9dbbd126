using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Turns a callee's symbol into the text that its shim is made of, or says why it cannot have one.</summary>
internal sealed class ShimFactory(Compilation compilation, SkipReason unguarded)
{
    private readonly Nameability _nameability = new(compilation);
    private readonly LanguageLevel _language = LanguageSupport.LevelOf(compilation);

    /// <param name="callee">An original definition.</param>
    /// <param name="reason"><see cref="SkipReason.None"/> when a shim is returned.</param>
    public ShimModel? Create(IMethodSymbol callee, out SkipReason reason)
    {
        reason = Guarded(WhyNot(callee));
        if (reason != SkipReason.None)
            return null;

        var isNameable = compilation.IsSymbolAccessibleWithin(callee, compilation.Assembly) && !Attributes.IsOutranked(callee);
        var accessor = isNameable ? null : Accessors.For(callee, out reason);
        if (reason != SkipReason.None)
            return null;

        var outer = ContainerParameters(callee.ContainingType);
        var all = outer.Concat(callee.TypeParameters).ToList();
        var text = new TypeText(all, _language);
        var names = new ParameterNames(text.TypeParameterNames);

        var callAs = accessor is null ? Overrides.CallAs(callee, text, out reason) : "";
        reason = Guarded(reason);
        if (reason != SkipReason.None)
            return null;

        return new ShimModel(
            TypeText.Escape(callee.Name),
            text.Of(callee.ContainingType),
            callAs,
            ReceiverOf(callee),
            callee.IsExtensionMethod,
            ReturnPrefix(callee) + text.Of(callee.ReturnType),
            callee.ReturnsVoid ? ReturnKind.Void : callee.ReturnsByRef || callee.ReturnsByRefReadonly ? ReturnKind.Ref : ReturnKind.Value,
            AsyncOf(callee),
            outer.Count,
            all.Select(parameter => new TypeParameterModel(text.Name(parameter), Constraints.Of(parameter, text))).ToEquatableArray(),
            callee.Parameters.Select(parameter => Parameters.Of(parameter, text, names, _language)).ToEquatableArray(),
            callee.Parameters.Select(static parameter => parameter.Type).Append(callee.ReturnType).Any(HasPointer),
            Attributes.IsObsolete(callee),
            Attributes.ExperimentalIds(callee),
            accessor);
    }

    private SkipReason Guarded(SkipReason reason) => reason == unguarded ? SkipReason.None : reason;

    private SkipReason WhyNot(IMethodSymbol callee)
    {
        if (callee.ContainingType.IsExtension || callee.ContainingType.Name.Length == 0)
            return SkipReason.ExtensionMember;
        if (callee.IsVararg)
            return SkipReason.VarArgs;
        if (MayVanish(callee))
            return SkipReason.PartialWithoutBody;
        if (Attributes.IsConditional(callee))
            return SkipReason.ConditionalMethod;
        if (callee.Parameters.Any(static parameter => parameter.RefKind != RefKind.None && parameter.Type.TypeKind == TypeKind.Dynamic))
            return SkipReason.DynamicArgument;
        if (!LanguageNeeds.AreMet(callee, ContainerParameters(callee.ContainingType).Concat(callee.TypeParameters), _language))
            return SkipReason.LanguageVersion;
        return _nameability.First(Signature(callee));
    }

    // The compiler drops calls of a partial method that nobody implements; whether another generator does cannot be seen from here.
    private static bool MayVanish(IMethodSymbol callee) =>
        callee is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true, DeclaredAccessibility: Accessibility.Private };

    private static IEnumerable<ITypeSymbol> Signature(IMethodSymbol callee) =>
        callee.Parameters.Select(static parameter => parameter.Type)
            .Append(callee.ReturnType)
            .Append(callee.ContainingType)
            .Concat(ContainerParameters(callee.ContainingType).Concat(callee.TypeParameters).SelectMany(static parameter => parameter.ConstraintTypes));

    private static List<ITypeParameterSymbol> ContainerParameters(INamedTypeSymbol? type)
    {
        var parameters = new List<ITypeParameterSymbol>();
        for (; type is not null; type = type.ContainingType)
            parameters.InsertRange(0, type.TypeParameters);
        return parameters;
    }

    private static ReceiverKind ReceiverOf(IMethodSymbol callee)
    {
        if (callee.IsStatic)
            return ReceiverKind.None;
        if (!callee.ContainingType.IsValueType)
            return ReceiverKind.Value;
        return callee.IsReadOnly || callee.ContainingType.IsReadOnly ? ReceiverKind.In : ReceiverKind.Ref;
    }

    private static string ReturnPrefix(IMethodSymbol callee) =>
        callee.ReturnsByRefReadonly ? "ref readonly " : callee.ReturnsByRef ? "ref " : "";

    private static AsyncKind AsyncOf(IMethodSymbol callee) => callee.RefKind == RefKind.None ? AsyncResults.KindOf(callee.ReturnType) : AsyncKind.None;

    private static bool HasPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer),
        _ => false,
    };
}
