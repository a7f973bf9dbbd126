using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Turns a callee's symbol into the text that its shim is made of, or says why it cannot have one.</summary>
internal sealed class ShimFactory(Compilation compilation, SkipReason unguarded)
{
    private readonly Nameability _nameability = new(compilation);
    private readonly LanguageLevel _language = LanguageSupport.LevelOf(compilation);

    /// <summary>Whether measured calls tell of their arguments.</summary>
    public bool ReadsArguments { get; init; }

    /// <param name="callee">An original definition.</param>
    /// <param name="reason"><see cref="SkipReason.None"/> when a shim is returned.</param>
    public ShimModel? Create(IMethodSymbol callee, out SkipReason reason)
    {
        var shape = new CalleeShape(callee);
        reason = Guarded(WhyNot(shape));
        var home = reason == SkipReason.PrivateType ? Homes.For(shape, compilation, _language, out reason) : null;
        if (reason != SkipReason.None)
            return null;

        var isNameable = home is not null || (shape.IsAccessibleWithin(compilation) && !Attributes.IsOutranked(callee, shape.Owner));
        var accessor = isNameable ? null : Accessors.For(shape, IsHidden(shape), out reason);
        if (reason != SkipReason.None)
            return null;

        var text = new TypeText(shape.TypeParameters, _language);
        var names = new ParameterNames(text.TypeParameterNames);

        var callAs = accessor is null ? Overrides.CallAs(callee, text, out reason) : "";
        reason = Guarded(reason);
        if (reason != SkipReason.None)
            return null;

        return new ShimModel(
            TypeText.Escape(callee.Name),
            text.Of(shape.Owner),
            callAs,
            ReceiverOf(shape),
            shape.IsExtension,
            ReturnPrefix(callee) + text.Of(callee.ReturnType),
            callee.ReturnsVoid ? ReturnKind.Void : callee.ReturnsByRef || callee.ReturnsByRefReadonly ? ReturnKind.Ref : ReturnKind.Value,
            AsyncOf(callee),
            shape.OuterTypeParameters.Count,
            shape.TypeParameters.Select(parameter => new TypeParameterModel(text.Name(parameter), Constraints.Of(parameter, text))).ToEquatableArray(),
            shape.Parameters.Select((parameter, i) => Parameters.Of(parameter, i, text, names, _language)).ToEquatableArray(),
            shape.Parameters.Select(static parameter => parameter.Type).Append(callee.ReturnType).Any(HasPointer),
            Attributes.IsObsolete(callee),
            Attributes.ExperimentalIds(callee),
            accessor)
        {
            Features = ReadsArguments ? ArgumentFeatures.Of(shape) : EquatableArray<FeatureModel>.Empty,
            Budget = MethodBudgets.Of(callee),
            Home = home,
            IsUnscoped = home is { IsInstance: true } && Attributes.IsUnscoped(callee),
        };
    }

    /// <summary>The type that, were it partial, would hold a shim of a callee that has none because of a private type; else null.</summary>
    public INamedTypeSymbol? PartialWantedBy(IMethodSymbol callee)
    {
        var shape = new CalleeShape(callee);
        return WhyNot(shape) == SkipReason.PrivateType && Homes.For(shape, compilation, _language, out var reason) is null && reason == SkipReason.PrivateType
            ? Homes.Suggested(shape, compilation, _language)
            : null;
    }

    private SkipReason Guarded(SkipReason reason) => reason == unguarded ? SkipReason.None : reason;

    private SkipReason WhyNot(CalleeShape shape)
    {
        var callee = shape.Method;
        if (shape.IsUnknown)
            return SkipReason.ExtensionMember;
        if (callee.IsVararg)
            return SkipReason.VarArgs;
        if (MayVanish(callee))
            return SkipReason.PartialWithoutBody;
        if (Attributes.IsConditional(callee))
            return SkipReason.ConditionalMethod;
        if (shape.Parameters.Any(static parameter => parameter.RefKind != RefKind.None && parameter.Type.TypeKind == TypeKind.Dynamic))
            return SkipReason.DynamicArgument;
        if (!LanguageNeeds.AreMet(shape, _language))
            return SkipReason.LanguageVersion;
        return _nameability.First(IsHidden(shape) ? shape.Signature() : shape.Signature().Append(shape.Owner));
    }

    // What is static is reached through its type's name as text, which may be that of a private type.
    private bool IsHidden(CalleeShape shape) =>
        shape.Method.IsStatic && shape.Owner is { TypeKind: TypeKind.Class } && _nameability.Check(shape.Owner) == SkipReason.PrivateType;

    // The compiler drops calls of a partial method that nobody implements; whether another generator does cannot be seen from here.
    private static bool MayVanish(IMethodSymbol callee) =>
        callee is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true, DeclaredAccessibility: Accessibility.Private };

    private static ReceiverKind ReceiverOf(CalleeShape shape)
    {
        if (shape.IsStatic)
            return ReceiverKind.None;
        if (!shape.Owner.IsValueType)
            return ReceiverKind.Value;
        return shape.Method.IsReadOnly || shape.Owner.IsReadOnly ? ReceiverKind.In : ReceiverKind.Ref;
    }

    private static string ReturnPrefix(IMethodSymbol callee) =>
        callee.ReturnsByRefReadonly ? "ref readonly " : callee.ReturnsByRef ? "ref " : "";

    private static AsyncKind AsyncOf(IMethodSymbol callee) => callee switch
    {
        { RefKind: not RefKind.None } => AsyncKind.None,
        _ when Iterators.IsMeasurable(callee) => AsyncKind.Enumeration,
        _ => AsyncResults.KindOf(callee.ReturnType),
    };

    private static bool HasPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => HasPointer(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(HasPointer),
        _ => false,
    };
}
