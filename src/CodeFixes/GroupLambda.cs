using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShadowGen.CodeFixes;

/// <summary>The lambda that calls what a method group names, with the parameters of the delegate that it becomes.</summary>
internal static class GroupLambda
{
    /// <param name="group">As written, with its receiver and type arguments.</param>
    /// <param name="method">What it is bound to.</param>
    /// <param name="type">The delegate.</param>
    /// <param name="model">Of the file.</param>
    /// <param name="isTyped">Whether to write the types of the parameters.</param>
    /// <returns>Null where no such lambda can be written.</returns>
    public static ExpressionSyntax? Create(ExpressionSyntax group, IMethodSymbol method, INamedTypeSymbol type, SemanticModel model, bool isTyped)
    {
        // The receiver of an extension method is its first parameter, which the group has.
        if (type.DelegateInvokeMethod is not { } invoke)
            return null;
        var parameters = method is { IsExtensionMethod: true, ReducedFrom: null } && method.Parameters.Length == invoke.Parameters.Length + 1 ? method.Parameters.RemoveAt(0) : method.Parameters;
        if (invoke.Parameters.Length != parameters.Length)
            return null;
        var hasRefs = invoke.Parameters.Any(static parameter => parameter.RefKind != RefKind.None);
        if (hasRefs && !isTyped)
            return null;

        var names = Names(group, parameters, model);
        var declared = invoke.Parameters.Select((parameter, i) => isTyped
            ? $"{Modifier(parameter.RefKind)}{parameter.Type.ToMinimalDisplayString(model, group.SpanStart)} {names[i]}"
            : names[i]).ToList();
        var arguments = parameters.Select((parameter, i) => ArgumentModifier(parameter.RefKind) + names[i]);
        var head = declared.Count == 1 && !isTyped ? declared[0] : $"({string.Join(", ", declared)})";
        var result = method.ReturnsByRef || method.ReturnsByRefReadonly ? "ref " : "";
        var text = $"{head} => {result}{group.WithoutTrivia()}({string.Join(", ", arguments)})";
        return SyntaxFactory.ParseExpression(NeedsParentheses(group) ? $"({text})" : text, options: group.SyntaxTree.Options).WithTriviaFrom(group);
    }

    /// <summary>The method's own, each with a number where a variable in scope, or a part of the group, has it already.</summary>
    private static List<string> Names(ExpressionSyntax group, ImmutableArray<IParameterSymbol> parameters, SemanticModel model)
    {
        var taken = new HashSet<string>(model.LookupSymbols(group.SpanStart)
            .Where(static symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter or SymbolKind.RangeVariable).Select(static symbol => symbol.Name), StringComparer.Ordinal);
        taken.UnionWith(group.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText));
        var names = new List<string>();
        foreach (var parameter in parameters)
        {
            var wanted = parameter.Name.Length == 0 ? "x" : parameter.Name;
            var name = wanted;
            for (var i = 1; !taken.Add(name); i++)
                name = wanted + i;
            names.Add(SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name);
        }

        return names;
    }

    private static bool NeedsParentheses(ExpressionSyntax group) => group.Parent is CastExpressionSyntax or BinaryExpressionSyntax or MemberAccessExpressionSyntax;

    private static string Modifier(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        RefKind.In => "in ",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        _ => "",
    };

    private static string ArgumentModifier(RefKind kind) => kind == RefKind.RefReadOnlyParameter ? "in " : Modifier(kind);
}
