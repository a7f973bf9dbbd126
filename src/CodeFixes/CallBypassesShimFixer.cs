using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShadowGen.Analyzers;

namespace ShadowGen.CodeFixes;

/// <summary>SHG1002 at a method group: <c>Select(Load)</c> becomes <c>Select(x =&gt; Load(x))</c>, where that binds to the same methods and types.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CallBypassesShimFixer))]
[Shared]
public sealed class CallBypassesShimFixer() : DocumentFixer(RuleIdentifiers.CallBypassesShim, "Call it in a lambda")
{
    /// <inheritdoc />
    private protected override async Task<(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Replace)?> ReplaceAsync(
        Document document, SyntaxNode root, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model
            || model.GetOperation(expression, cancellation) is not IMethodReferenceOperation { Parent: IDelegateCreationOperation { Type: INamedTypeSymbol type } } group
            || !Receivers.CanBeCaptured(group, expression, model, cancellation))
            return null;

        foreach (var isTyped in new[] { false, true })
        {
            if (GroupLambda.Create(expression, group.Method, type, model, isTyped) is { } lambda && await IsSameAsync(document, root, expression, lambda, group, type, cancellation).ConfigureAwait(false))
                return (expression, _ => lambda);
        }

        return null;
    }

    /// <summary>Other overloads may take a lambda, and inference may go another way: the changed file is bound to see.</summary>
    private static async Task<bool> IsSameAsync(
        Document document, SyntaxNode root, ExpressionSyntax expression, ExpressionSyntax lambda, IMethodReferenceOperation group, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var mark = new SyntaxAnnotation();
        var changed = document.WithSyntaxRoot(root.ReplaceNode(expression, lambda.WithAdditionalAnnotations(mark)));
        if (await changed.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } newRoot || await changed.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
            return false;
        var added = newRoot.GetAnnotatedNodes(mark).Single();
        if (added is ParenthesizedExpressionSyntax { Expression: var inner })
            added = inner;
        if (model.GetOperation(added, cancellation) is not IAnonymousFunctionOperation { Parent: IDelegateCreationOperation created } function || Key(created.Type) != Key(type))
            return false;

        var call = function.Body.Descendants().OfType<IInvocationOperation>().FirstOrDefault(call => call.Syntax == added.DescendantNodes().OfType<InvocationExpressionSyntax>().First());
        return call is not null
            && Key(ShadowedCalls.Definition(call.TargetMethod)) == Key(ShadowedCalls.Definition(group.Method))
            && Key(Consumer(created)) == Key(Consumer(group.Parent!))
            && !model.GetDiagnostics(added.Span, cancellation).Any(static fault => fault.Severity == DiagnosticSeverity.Error);
    }

    private static IMethodSymbol? Consumer(IOperation creation)
    {
        for (var outer = creation.Parent; outer is not null and not IBlockOperation; outer = outer.Parent)
        {
            switch (outer)
            {
                case IInvocationOperation invocation:
                    return invocation.TargetMethod;
                case IObjectCreationOperation created:
                    return created.Constructor;
            }
        }

        return null;
    }

    private static string Key(ISymbol? symbol) => symbol?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) ?? "";
}
