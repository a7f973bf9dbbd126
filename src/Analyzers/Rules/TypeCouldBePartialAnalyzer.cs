using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG0005: a type whose calls would be shadowed if it were partial, since a shim that names a private type has to be a method of the type itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeCouldBePartialAnalyzer() : RuleAnalyzer(Rule)
{
    internal static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Suggestion(
        RuleIdentifiers.TypeCouldBePartial,
        "Type could be partial",
        "Make {0} partial so that {1} can be shadowed: a shim that names a private type has to be a method of '{2}' itself");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        var wanted = new WantedPartialTypes(start.Compilation, start.Options.AnalyzerConfigOptionsProvider);
        start.RegisterSymbolStartAction(type => Analyze(type, wanted), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolStartAnalysisContext context, WantedPartialTypes wanted)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var found = wanted.Of(PartialTypes.Chain(type).Last(), context.CancellationToken);
        if (found.IsEmpty)
            return;
        context.RegisterSyntaxNodeAction(
            node =>
            {
                if (NameOf((InvocationExpressionSyntax)node.Node) is { } name && found.HasName(name.Identifier.ValueText)
                    && wanted.CalleeOf(name, node.SemanticModel, node.CancellationToken) is { } callee)
                    found.AddCallOf(callee);
            },
            SyntaxKind.InvocationExpression);

        // The outermost type ends after all that are nested in it.
        if (type.ContainingType is null)
            context.RegisterSymbolEndAction(end => Report(end, found));
    }

    private static void Report(SymbolAnalysisContext context, WantedCalls found)
    {
        foreach (var (type, calls) in found.Counts)
            context.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0], Lacking(type), Calls(calls), type.Name));
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    private static string Lacking(INamedTypeSymbol type) =>
        string.Join(" and ", PartialTypes.Chain(type).Where(static part => !PartialTypes.IsPartial(part)).Select(static part => $"'{part.Name}'"));

    private static string Calls(int count) => count == 1 ? "1 call" : count.ToString(CultureInfo.InvariantCulture) + " calls";
}
