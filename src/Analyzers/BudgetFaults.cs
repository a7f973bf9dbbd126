using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Marks;
using ShadowGen.Shared;

namespace ShadowGen.Analyzers;

/// <summary>Why a budget can never do what it says: it is no limit, or no call could reach it, or every call is beyond it.</summary>
internal static class BudgetFaults
{
    private static readonly HashSet<string> Parallel = new(StringComparer.Ordinal) { "Parallel", "AsParallel", "Task", "Thread", "ThreadPool", "ValueTask" };

    /// <returns>What is wrong and what to do, or null.</returns>
    public static string? Find(string budget, ShadowedMark mark, IMethodSymbol method, MethodDeclarationSyntax declaration, SemanticModel model, DirectCalls calls, CancellationToken cancellation)
    {
        var value = mark.Number(budget);
        if (double.IsNaN(value) || double.IsInfinity(value) || value < 0)
            return "a limit is a finite number above 0; write 0, or leave it out, for none";
        if (value is 0)
            return null;
        switch (budget)
        {
            case KnownNames.CpuBudgetMilliseconds:
                var elapsed = mark.Number(KnownNames.ElapsedBudgetMilliseconds);
                return elapsed > 0 && value > elapsed && IsOnOneThread(method, declaration)
                    ? $"a call on one thread is beyond its ElapsedBudgetMilliseconds of {Text(elapsed)} first; make this one smaller, or leave it out"
                    : null;
            case KnownNames.DepthBudget:
                return calls.IsNeverNested(method, cancellation) ? "no call of the method can be active within another one, since nothing that it calls leads back to it; leave it out" : null;
            case KnownNames.AllocatedBytesBudget:
                var least = Allocations.AtLeast(declaration, model, cancellation);
                return least > value ? $"every call allocates an array of at least {Text(least)} bytes; give it more, or allocate less" : null;
            default:
                return null;
        }
    }

    // What a callee starts cannot be seen; that the method itself names nothing of the kind can.
    private static bool IsOnOneThread(IMethodSymbol method, MethodDeclarationSyntax declaration) =>
        !method.IsAbstract && !method.IsAsync && !PrefetchMethods.IsAsynchronous(method) && (declaration.Body ?? (SyntaxNode?)declaration.ExpressionBody) is { } body
        && !body.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => Parallel.Contains(name.Identifier.ValueText));

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
