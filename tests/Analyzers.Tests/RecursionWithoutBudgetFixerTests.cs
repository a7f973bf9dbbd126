using Verify = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.RecursionWithoutBudgetAnalyzer, ShadowGen.CodeFixes.RecursionWithoutBudgetFixer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class RecursionWithoutBudgetFixerTests
{
    [Fact]
    public Task The_attribute_gets_a_budget_whatever_it_says_already() => Verify.VerifyAsync(
        """
        using System;
        using ShadowGen;
        class Trees
        {
            [Shadowed] static int A(int n) => n == 0 ? 0 : A(n - 1);
            [Obsolete, ShadowGen.ShadowedAttribute()] static int B(int n) => n == 0 ? 0 : B(n - 1);
            [Shadowed(Speculative = true)]
            static int C(int n) => n == 0 ? 0 : D(n - 1);
            [Shadowed] static int D(int n) => C(n);
        }
        """,
        """
        using System;
        using ShadowGen;
        class Trees
        {
            [Shadowed(DepthBudget = 1000)] static int A(int n) => n == 0 ? 0 : A(n - 1);
            [Obsolete, ShadowGen.ShadowedAttribute(DepthBudget = 1000)] static int B(int n) => n == 0 ? 0 : B(n - 1);
            [Shadowed(Speculative = true, DepthBudget = 1000)]
            static int C(int n) => n == 0 ? 0 : D(n - 1);
            [Shadowed] static int D(int n) => C(n);
        }
        """);
}
