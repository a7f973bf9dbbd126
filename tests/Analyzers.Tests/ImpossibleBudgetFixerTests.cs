using Verify = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.ImpossibleBudgetAnalyzer, ShadowGen.CodeFixes.ImpossibleBudgetFixer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ImpossibleBudgetFixerTests
{
    [Fact]
    public Task The_budget_is_left_out_and_the_rest_stays() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Orders
        {
            [Shadowed(DepthBudget = -1)] void A() { }
            [Shadowed(CallBudget = -1, Speculative = true, CpuBudgetMilliseconds = double.NaN)] int B() => 1;
            [Shadowed(NetworkBytesBudget = 5, /* none */ AllocatedBytesBudget = -1)] int C() => 1;
        }
        """,
        """
        using ShadowGen;
        class Orders
        {
            [Shadowed] void A() { }
            [Shadowed(Speculative = true)] int B() => 1;
            [Shadowed(NetworkBytesBudget = 5)] int C() => 1;
        }
        """);
}
