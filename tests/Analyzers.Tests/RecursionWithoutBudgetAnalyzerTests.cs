using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.RecursionWithoutBudgetAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class RecursionWithoutBudgetAnalyzerTests
{
    [Fact]
    public Task A_method_that_calls_itself() => Verify.VerifyAsync(
        "using ShadowGen; class Trees { [Shadowed] static int {|SHG1010:Depth|}(int n) => n == 0 ? 0 : 1 + Depth(n - 1); }",
        "'Trees.Depth(int)' calls itself (Depth → Depth) and no method on the way has a budget; give one DepthBudget, so that a runaway recursion can be ended");

    [Fact]
    public Task A_cycle_is_reported_once_on_its_first_method_with_the_shortest_way_back() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Parser
        {
            [Shadowed] int {|SHG1010:Expression|}(int n) => Term(n) + Start(n);
            [Shadowed] int Term(int n) => n > 3 ? Factor(n - 1) : Deep(n);
            [Shadowed] int Factor(int n) => n == 0 ? 0 : Expression(n - 1);
            [Shadowed] int Deep(int n) => Deeper(n);
            [Shadowed] int Deeper(int n) => Factor(n);
            [Shadowed] int Start(int n) => 1;
            [Shadowed] int Outside(int n) => Expression(n);
        }
        """,
        "'Parser.Expression(int)' calls itself (Expression → Term → Factor → Expression) and no method on the way has a budget; give one DepthBudget, so that a runaway recursion can be ended");

    [Fact]
    public Task Of_a_cycle_with_methods_that_a_type_takes_in_the_first_that_is_marked_itself() => Verify.VerifyAsync(
        """
        using ShadowGen;
        [Shadowed] class Parser
        {
            int Term(int n) { for (var i = 0; i < n; i++) n = Factor(n); return n; }
            [Shadowed] int {|SHG1010:Factor|}(int n) => n == 0 ? 0 : Term(n - 1);
        }
        """);

    [Theory]
    [InlineData("[Shadowed(DepthBudget = 10)] static int A(int n) => n == 0 ? 0 : A(n - 1);")]
    [InlineData("[Shadowed(CallBudget = 10)] static int A(int n) => n == 0 ? 0 : A(n - 1);")]
    [InlineData("[Shadowed(CpuBudgetMilliseconds = 0.5)] static int A(int n) => n == 0 ? 0 : A(n - 1);")]
    [InlineData("[Shadowed] static int A(int n) => n == 0 ? 0 : B(n - 1); [Shadowed(AllocatedBytesBudget = 1)] static int B(int n) => A(n);")]
    [InlineData("[Shadowed] static int A(int n) => n == 0 ? 0 : B(n - 1); static int B(int n) => A(n);")] // goes through a method that is not shadowed
    [InlineData("[Shadowed] static int A(int n) => A(1L); static int A(long n) => 1;")] // another overload
    [InlineData("[Shadowed] static int A(int n) => B(); [Shadowed] static int B() => C(); [Shadowed] static int C() => 1;")]
    [InlineData("[Shadowed] public override string ToString() => base.ToString();")]
    [InlineData("[Shadowed] public static string A() => nameof(A);")]
    [InlineData("static int A(int n) => n == 0 ? 0 : A(n - 1);")]
    public Task What_has_a_budget_or_does_not_come_back_is_left_alone(string members) => Verify.VerifyAsync($"using ShadowGen; class Trees {{ {members} }}");

    [Fact]
    public async Task Configuration_asks_for_a_budget_wherever_recursion_is_shadowed()
    {
        const string source = "[ShadowGen.Shadowed] class Trees { static int Depth(int n) { for (;;) n = Depth(n - 1); } [ShadowGen.Unshadowed] static int Other(int n) => Other(n); }";
        Assert.Empty(await Verify.MessagesAsync(source, new Settings([])));
        Assert.Empty(await Verify.MessagesAsync(source, new Settings([], new() { ["shadowgen_recursion_budget"] = "some" })));
        Assert.Single(await Verify.MessagesAsync(source, new Settings([], new() { ["shadowgen_recursion_budget"] = "all" })));
        Assert.Single(await Verify.MessagesAsync(source, new Settings(new() { ["shadowgen_recursion_budget"] = " all " })));
    }

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { static int M(int n) => M(n); }");
}
