using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Turns a shadowed method into the text of the method that stands for it: the same parameters, but that nothing is written to. What is <c>ref</c> is <c>in</c>, and what is
/// <c>out</c> is not asked for. Not thread-safe.
/// </summary>
internal sealed class ShadowMethodFactory(Compilation compilation, bool readsArguments)
{
    private readonly Nameability _nameability = new(compilation);

    public LanguageLevel Language { get; } = LanguageSupport.LevelOf(compilation);

    /// <param name="name">Of the method to be written.</param>
    /// <param name="keepsOut">Whether <c>out</c> parameters stay.</param>
    /// <param name="reason">Why there is none, or "".</param>
    public ShadowMethodModel? Create(CalleeShape callee, string docId, string name, bool keepsOut, out string reason)
    {
        reason = WhyNot(callee, docId);
        if (reason.Length != 0)
            return null;

        var text = new TypeText(callee.TypeParameters, Language);
        var names = new ParameterNames(text.TypeParameterNames);
        var parameters = new List<ShadowParameterModel>();
        var outs = new List<string>();
        var kept = callee.Parameters.Select(static (parameter, i) => (Parameter: parameter, Ordinal: i)).Where(entry => keepsOut || entry.Parameter.RefKind != RefKind.Out).ToList();
        for (var i = 0; i < kept.Count; i++)
        {
            var (parameter, ordinal) = kept[i];
            var own = names.Of(parameter, ordinal);
            var value = kept.Skip(i).All(static entry => entry.Parameter.HasExplicitDefaultValue || entry.Parameter.IsParams) && parameter.HasExplicitDefaultValue ? " = " + DefaultValues.Of(parameter) : "";
            parameters.Add(new ShadowParameterModel(ordinal, own, $"{Modifiers(parameter)}{text.Of(parameter.Type)} {own}{value}"));
            if (parameter.RefKind == RefKind.Out)
                outs.Add(own);
        }

        return new ShadowMethodModel(
            MethodIds.Of(compilation.Assembly.Name, docId),
            Displays.Member(callee.Method),
            TypeText.Escape(name),
            callee.TypeParameters.Skip(callee.OuterTypeParameters.Count).Select(parameter => new TypeParameterModel(text.Name(parameter), Constraints.Of(parameter, text))).ToEquatableArray(),
            parameters.ToEquatableArray(),
            readsArguments ? ArgumentFeatures.Of(callee) : EquatableArray<FeatureModel>.Empty,
            outs.ToEquatableArray(),
            callee.Parameters.Any(static parameter => HasPointer(parameter.Type)),
            Attributes.IsObsolete(callee.Method));
    }

    private string WhyNot(CalleeShape callee, string docId)
    {
        if (docId.Length == 0 || callee.IsUnknown || callee.Method.MethodKind != MethodKind.Ordinary || callee.Method.IsVararg)
            return "it has no name that could be written";
        return _nameability.First(callee.Parameters.Select(static parameter => parameter.Type).Concat(callee.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes))) == SkipReason.None
            ? ""
            : "it takes what generated code cannot name";
    }

    private string Modifiers(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Out } => "out ",
        { RefKind: not RefKind.None } => "in ",
        { IsParams: true } => "params ",
        { Type.IsRefLikeType: true } when Language.HasFileTypes => "scoped ",
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
