using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.TooSmallForShimAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class TooSmallForShimAnalyzerTests
{
    [Fact]
    public Task A_method_that_calls_nothing() => Verify.VerifyAsync(
        "using ShadowGen; class Cell { int _n; [{|SHG1004:Shadowed|}] public int Next(int by) => _n + by * 2; }",
        "'Cell.Next(int)' calls nothing and does little, so its shim costs more than it does; remove the attribute, and the JIT can make it part of its callers");

    [Fact]
    public Task Every_form_of_a_small_body() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Cell
        {
            int _n;
            [{|SHG1004:Shadowed|}] void Empty() { }
            [{|SHG1004:Shadowed()|}] string Name() { return nameof(Cell); }
            [{|SHG1004:Shadowed(DepthBudget = 0, Speculative = false)|}] bool Is(int n) { if (n > _n) { _n = n; return true; } return false; }
            [{|SHG1004:Shadowed|}] public override string ToString() => "";
        }
        """);

    [Theory]
    [InlineData("[Shadowed] int A(int n) => B(n); int B(int n) => n;")] // what stands behind the call is not seen
    [InlineData("[Shadowed] object A() => new();")]
    [InlineData("[Shadowed] object A() => new object();")]
    [InlineData("[Shadowed] int A(int n) { for (;;) n++; }")]
    [InlineData("[Shadowed] int A(int n) => n + n + n + n + n + n + n + n + n + n + n + n + n;")]
    [InlineData("[Shadowed] async Task A() { }")]
    [InlineData("[Shadowed] Task A() => Task.CompletedTask;")]
    [InlineData("[Shadowed] public virtual int A() => 1;")]
    [InlineData("[Shadowed] extern void A();")]
    [InlineData("[Shadowed(Speculative = true)] int A() => 1;")]
    [InlineData("[Shadowed(Prefetch = nameof(B))] int A() => 1; void B() { }")]
    [InlineData("[Shadowed(CallBudget = 1)] int A() => 1;")]
    [InlineData("int A() => 1; [Obsolete] int B() => 1;")]
    public Task What_may_cost_something_or_says_more_is_left_alone(string members) => Verify.VerifyAsync($"using System; using System.Threading.Tasks; using ShadowGen; class Cell {{ {members} }}");

    [Fact]
    public Task Types_and_interfaces_are_left_alone() => Verify.VerifyAsync("using ShadowGen; [Shadowed] class A { int B() => 1; } interface I { [Shadowed] int B() => 1; [Shadowed] int C(); } abstract class D { [Shadowed] public abstract int B(); }");

    [Fact]
    public async Task The_threshold_is_that_of_the_build()
    {
        const string source = "class Cell { [ShadowGen.Shadowed] int A(int n) => n + n + n; }";
        Assert.Single(await Verify.MessagesAsync(source, new Settings([])));
        Assert.Empty(await Verify.MessagesAsync(source, new Settings(new() { ["build_property.ShadowGenMinimumSize"] = "0" })));
        Assert.Empty(await Verify.MessagesAsync(source, new Settings([], new() { ["shadowgen_minimum_size"] = "2" })));
        Assert.Single(await Verify.MessagesAsync(source, new Settings([], new() { ["shadowgen_minimum_size"] = "3" })));
    }

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { [System.Obsolete] int M() => 1; }");
}
