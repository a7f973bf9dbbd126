using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers.Rules;

/// <summary>SHG0007: <c>[assembly: ShadowCalls(typeof(T), "Name")]</c> that no method answers to, at the name, or at the type when it is the type's fault.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShadowCallsMatchesNothingAnalyzer() : RuleAnalyzer(Rule)
{
    private static readonly DiagnosticDescriptor Rule = RuleIdentifiers.Warning(
        RuleIdentifiers.ShadowCallsMatchesNothing,
        "Service call matches nothing",
        "{0} As it is, it makes no service call.");

    /// <inheritdoc />
    private protected override void Start(CompilationStartAnalysisContext start, KnownAttributes known)
    {
        start.RegisterSyntaxNodeAction(node => Analyze(node, known), SyntaxKind.Attribute);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownAttributes known)
    {
        var attribute = (AttributeSyntax)context.Node;
        var (model, cancellation) = (context.SemanticModel, context.CancellationToken);
        if (!known.IsShadowCalls(KnownAttributes.ClassOf(attribute, model, cancellation))
            || attribute.ArgumentList?.Arguments is not { Count: > 0 } arguments
            || arguments[0].Expression is not TypeOfExpressionSyntax of
            || model.GetTypeInfo(of.Type, cancellation).Type is not INamedTypeSymbol { TypeKind: not TypeKind.Error, OriginalDefinition: var type })
            return;

        var own = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, context.Compilation.Assembly);
        if ((own ? Own(type) : Methods(type).Any() ? null : $"'{Name(type)}' declares no public method.") is { } fault)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, of.Type.GetLocation(), fault));
            return;
        }

        // Also the elements of an array or a collection that is written out.
        foreach (var expression in arguments.Skip(1).SelectMany(static argument => argument.DescendantNodes().OfType<ExpressionSyntax>()))
        {
            if (model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string name } && expression.Parent is not ExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }
                && !Methods(type).Contains(name))
                context.ReportDiagnostic(Diagnostic.Create(Rule, expression.GetLocation(), Missing(type, name)));
        }
    }

    private static string Own(INamedTypeSymbol type) => $"'{Name(type)}' is of this assembly, whose methods are opted in by [Shadowed].";

    private static string Missing(INamedTypeSymbol type, string name)
    {
        var says = $"'{Name(type)}' declares no public method '{name}'";
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (Methods(up).Contains(name))
                return $"{says}, it inherits it: write typeof({Name(up)}).";
        }

        if (type.AllInterfaces.FirstOrDefault(up => Methods(up).Contains(name)) is { } contract)
            return $"{says}, but '{Name(contract)}' does: write typeof({Name(contract)}).";
        var nearest = Methods(type).OrderBy(known => EditDistance.Of(known, name)).ThenBy(static known => known, StringComparer.Ordinal).First();
        return $"{says}. Is \"{nearest}\" meant?";
    }

    private static IEnumerable<string> Methods(INamedTypeSymbol type) =>
        type.GetMembers().Where(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public }).Select(static member => member.Name);

    private static string Name(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
