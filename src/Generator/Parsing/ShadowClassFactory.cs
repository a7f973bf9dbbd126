using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Turns the shadowed methods of a type, and of the types within it, into the classes that stand for them. Not thread-safe.</summary>
internal sealed class ShadowClassFactory(Compilation compilation, bool readsArguments)
{
    private readonly Nameability _nameability = new(compilation);
    private readonly ShadowMethodFactory _methods = new(compilation, readsArguments);

    public LanguageLevel Language => _methods.Language;

    /// <param name="type">A type without one around it, or with one whose class there is.</param>
    /// <param name="name">Of the class.</param>
    /// <param name="methods">The shadowed methods of it and of the types within; of others too.</param>
    /// <returns>Null when it would be empty.</returns>
    public ShadowClassModel? Create(INamedTypeSymbol type, string name, IReadOnlyList<IMethodSymbol> methods)
    {
        var text = new TypeText(PartialTypes.Chain(type).Reverse().SelectMany(static part => part.TypeParameters), Language);
        if (type.IsFileLocal || _nameability.First(type.TypeParameters.SelectMany(static parameter => parameter.ConstraintTypes)) != SkipReason.None)
            return null;

        var beside = new HashSet<string>(type.GetMembers().Select(static member => member.Name), StringComparer.Ordinal);
        var nested = new List<ShadowClassModel>();
        foreach (var inner in type.GetTypeMembers().Where(static inner => inner.Name.Length != 0 && !inner.IsExtension).OrderBy(static inner => inner.MetadataName, StringComparer.Ordinal))
        {
            if (methods.Any(method => PartialTypes.Chain(method.ContainingType).Contains(inner, SymbolEqualityComparer.Default)) && Create(inner, ShadowPlaces.Apart(inner.Name, name, beside), methods) is { } model)
                nested.Add(model);
        }

        var leftOut = new List<string>();
        var own = Own(type, name, methods, beside, leftOut);
        return own.Count == 0 && nested.Count == 0 ? null : new ShadowClassModel(
            TypeText.Escape(name),
            type.TypeParameters.Select(parameter => new TypeParameterModel(text.Name(parameter), Constraints.Of(parameter, text))).ToEquatableArray(),
            own.ToEquatableArray(),
            nested.ToEquatableArray(),
            leftOut.ToEquatableArray());
    }

    private List<ShadowMethodModel> Own(INamedTypeSymbol type, string name, IReadOnlyList<IMethodSymbol> methods, HashSet<string> beside, List<string> leftOut)
    {
        var shapes = methods.Select(static method => new CalleeShape(method))
            .Where(shape => SymbolEqualityComparer.Default.Equals(shape.Owner, type) && SyntaxFacts.IsValidIdentifier(shape.Method.Name)) // top-level statements have a name that no code can say
            .Select(static shape => (Shape: shape, DocId: shape.Method.GetDocumentationCommentId() ?? ""))
            .OrderBy(static entry => entry.DocId, StringComparer.Ordinal)
            .ToList();

        // Two that differ by an out parameter alone are apart only while they keep it.
        var shared = shapes.GroupBy(static entry => KeyOf(entry.Shape), StringComparer.Ordinal).Where(static group => group.Skip(1).Any()).Select(static group => group.Key).ToList();
        var models = new List<ShadowMethodModel>();
        foreach (var (shape, docId) in shapes)
        {
            var model = _methods.Create(shape, docId, ShadowPlaces.Apart(shape.Method.Name, name, beside), keepsOut: shared.Contains(KeyOf(shape)), out var reason);
            if (model is not null)
                models.Add(model);
            else
                leftOut.Add($"{Displays.Member(shape.Method)}: {reason}");
        }

        return models;
    }

    // By the number of parameters and not by their types: more of them may keep it than must, and two of one signature cannot come of it.
    private static string KeyOf(CalleeShape shape) => $"{shape.Method.Name}`{shape.TypeParameters.Count}/{shape.Parameters.Count(static parameter => parameter.RefKind != RefKind.Out)}";
}
