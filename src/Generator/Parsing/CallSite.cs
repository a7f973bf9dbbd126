using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>What one use of a method name turned out to be.</summary>
/// <param name="Callee">The shadowed method's original definition.</param>
/// <param name="Invocation">The call, when it may be intercepted as far as the site itself is concerned.</param>
/// <param name="Reason">Why it may not, or <see cref="SkipReason.None"/>; <see cref="SkipReason.BaseCall"/> with an invocation where a bridge would make it possible.</param>
internal readonly record struct CallSite(IMethodSymbol Callee, InvocationExpressionSyntax? Invocation, SkipReason Reason)
{
    /// <summary>Null when the name is no use of a shadowed method.</summary>
    public static CallSite? Read(SimpleNameSyntax name, SemanticModel model, OptIn optIn, CancellationToken cancellation)
    {
        var invocation = InvocationOf(name, out var isParenthesized);
        return invocation is null
            ? ReadMention(name, model, optIn, cancellation)
            : ReadCall(name, invocation, isParenthesized, model, optIn, cancellation);
    }

    /// <summary>What the site would be without this guard: intercepted, or the call around the mention is.</summary>
    public CallSite Unless(SkipReason unguarded, SimpleNameSyntax name) =>
        Reason != SkipReason.None && Reason == unguarded && name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } call
            ? this with { Invocation = call, Reason = SkipReason.None }
            : this;

    private static CallSite? ReadCall(
        SimpleNameSyntax name, InvocationExpressionSyntax invocation, bool isParenthesized, SemanticModel model, OptIn optIn, CancellationToken cancellation)
    {
        // No operation is asked for where a symbol does: the compiler makes those for whole bodies.
        var info = model.GetSymbolInfo(invocation, cancellation);
        if (info.CandidateReason == CandidateReason.LateBound)
        {
            // A single candidate is the symbol, though it is no less bound late than one of several.
            return Intercepted(info.Symbol is null ? info.CandidateSymbols : [info.Symbol], invocation.SyntaxTree, optIn) is { } late ? new CallSite(late, null, SkipReason.DynamicArgument) : null;
        }

        if (info.Symbol is not IMethodSymbol target)
            return null;
        if (target.Name != name.Identifier.ValueText)
            return null;
        var callee = ExtensionImplementations.MemberOf(target) ?? target;
        if (!optIn.IsIntercepted(callee, invocation.SyntaxTree))
            return optIn.ChoiceOf(callee) == OptInChoice.TooSmall ? new CallSite(Definition(callee), null, SkipReason.TooSmall) : null;
        var reason = isParenthesized ? SkipReason.NotInterceptable : Traps.Find(target, invocation, model, cancellation);
        return new CallSite(Definition(callee), reason is SkipReason.None or SkipReason.BaseCall ? invocation : null, reason);
    }

    private static CallSite? ReadMention(SimpleNameSyntax name, SemanticModel model, OptIn optIn, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(name, cancellation);
        if (IsInNameOf(name))
            return Intercepted(info.Symbol is null ? info.CandidateSymbols : [info.Symbol], name.SyntaxTree, optIn) is { } named ? new CallSite(named, null, SkipReason.NameOf) : null;
        if (info.Symbol is not IMethodSymbol method || !optIn.IsIntercepted(method, name.SyntaxTree))
            return null;
        var isAddress = name.AncestorsAndSelf().TakeWhile(static node => node is ExpressionSyntax)
            .Any(static node => node.IsKind(SyntaxKind.AddressOfExpression));
        return new CallSite(Definition(method), null, isAddress ? SkipReason.FunctionPointer : SkipReason.MethodGroup);
    }

    /// <summary>The call of which a name is the callee's; null where it is mentioned otherwise.</summary>
    public static InvocationExpressionSyntax? InvocationOf(SimpleNameSyntax name, out bool isParenthesized)
    {
        ExpressionSyntax callee = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        isParenthesized = callee.Parent is ParenthesizedExpressionSyntax;
        while (callee.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
            callee = (ExpressionSyntax)callee.Parent;
        return callee.Parent is InvocationExpressionSyntax invocation && invocation.Expression == callee ? invocation : null;
    }

    private static bool IsInNameOf(SyntaxNode name) =>
        name.Ancestors().TakeWhile(static node => node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax)
            .Any(static node => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } });

    private static IMethodSymbol? Intercepted(IEnumerable<ISymbol> symbols, SyntaxTree site, OptIn optIn) =>
        symbols.OfType<IMethodSymbol>().FirstOrDefault(method => optIn.IsIntercepted(method, site)) is { } found ? Definition(found) : null;

    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }
}
