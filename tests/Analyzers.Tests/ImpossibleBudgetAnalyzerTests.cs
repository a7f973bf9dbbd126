using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.ImpossibleBudgetAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ImpossibleBudgetAnalyzerTests
{
    private const string NoLimit = "a limit is a finite number above 0; write 0, or leave it out, for none";
    private const string NoNesting = "no call of the method can be active within another one, since nothing that it calls leads back to it; leave it out";

    [Theory]
    [InlineData("[Shadowed({|SHG1007:CpuBudgetMilliseconds = -1|})] void A() { }", NoLimit)]
    [InlineData("[Shadowed({|SHG1007:ElapsedBudgetMilliseconds = double.NaN|})] void A() { }", NoLimit)]
    [InlineData("[Shadowed({|SHG1007:ElapsedBudgetMilliseconds = double.PositiveInfinity|})] void A() { }", NoLimit)]
    [InlineData("[Shadowed({|SHG1007:AllocatedBytesBudget = -1L|})] void A() { }", NoLimit)]
    [InlineData("[Shadowed({|SHG1007:NetworkBytesBudget = long.MinValue|})] void A() { }", NoLimit)]
    [InlineData("[Shadowed({|SHG1007:DepthBudget = -5|})] void A() { }", NoLimit)]
    [InlineData("const long None = -1; [Shadowed({|SHG1007:CallBudget = None|})] void A() { }", NoLimit)]
    [InlineData("[Shadowed({|SHG1007:CpuBudgetMilliseconds = 20|}, ElapsedBudgetMilliseconds = 12.5)] void A() { Console.WriteLine(); }", "a call on one thread is beyond its ElapsedBudgetMilliseconds of 12.5 first; make this one smaller, or leave it out")]
    [InlineData("[Shadowed({|SHG1007:DepthBudget = 5|})] int A(int n) => B(n) + Math.Abs(n); static int B(int n) => n + 1;", NoNesting)]
    [InlineData("[Shadowed({|SHG1007:AllocatedBytesBudget = 1000|})] int A(int n) { var all = new long[256]; return all.Length + n; }", "every call allocates an array of at least 2048 bytes; give it more, or allocate less")]
    [InlineData("[Shadowed({|SHG1007:AllocatedBytesBudget = 1000|})] double[] A() => new double[Side * Side]; const int Side = 16;", "every call allocates an array of at least 2048 bytes; give it more, or allocate less")]
    public async Task What_cannot_be_reached_or_kept_is_named(string members, string fault) => Assert.EndsWith(" is impossible: " + fault, Assert.Single(await Verify.VerifyAsync(Class(members))), StringComparison.Ordinal);

    [Fact]
    public Task The_message_names_the_budget_and_the_method() => Verify.VerifyAsync(
        Class("[Shadowed({|SHG1007:CallBudget = -1|})] void A(int n) { }"), $"CallBudget of 'Orders.A(int)' is impossible: {NoLimit}");

    [Fact]
    public async Task Each_argument_is_looked_at() => Assert.Equal(2, (await Verify.VerifyAsync(Class("[Shadowed({|SHG1007:CallBudget = -1|}, DepthBudget = 0, {|SHG1007:CpuBudgetMilliseconds = -1|})] void A() { }"))).Count);

    [Theory]
    [InlineData("[Shadowed(CpuBudgetMilliseconds = 0, ElapsedBudgetMilliseconds = 0.1, AllocatedBytesBudget = 1, NetworkBytesBudget = 1, CallBudget = 1)] void A() { }")]
    [InlineData("[Shadowed(CpuBudgetMilliseconds = 12, ElapsedBudgetMilliseconds = 12)] void A() { }")]
    [InlineData("[Shadowed(CpuBudgetMilliseconds = 20, ElapsedBudgetMilliseconds = 12)] void A() { Parallel.For(0, 9, i => { }); }")]
    [InlineData("[Shadowed(CpuBudgetMilliseconds = 20, ElapsedBudgetMilliseconds = 12)] async Task A() => await Task.Yield();")]
    [InlineData("[Shadowed(CpuBudgetMilliseconds = 20, ElapsedBudgetMilliseconds = 12)] ValueTask<int> A() => default;")]
    [InlineData("[Shadowed(DepthBudget = 5)] int A(int n) => n == 0 ? 0 : A(n - 1);")]
    [InlineData("[Shadowed(DepthBudget = 5)] int A(int n) => B(n); int B(int n) => n == 0 ? 0 : A(n - 1);")]
    [InlineData("[Shadowed(DepthBudget = 5)] int A(Func<int> next) => next();")]
    [InlineData("[Shadowed(DepthBudget = 5)] int A(Orders other) => other.Virtual(); public virtual int Virtual() => 1;")]
    [InlineData("[Shadowed(DepthBudget = 5)] string A(object other) => string.Concat(other, 1);")] // calls ToString of whatever it is
    [InlineData("[Shadowed(DepthBudget = 5)] int A(Orders other) => other.Count; int Count => A(this);")]
    [InlineData("[Shadowed(DepthBudget = 5)] object A() => new Again(this); class Again { public Again(Orders orders) => orders.A(); }")]
    [InlineData("[Shadowed(AllocatedBytesBudget = 2048)] int A(int n) { var all = new long[256]; return all.Length + n; }")]
    [InlineData("[Shadowed(AllocatedBytesBudget = 10)] int A(int n) { if (n == 0) return 0; var all = new long[256]; return all.Length + n; }")]
    [InlineData("[Shadowed(AllocatedBytesBudget = 10)] object A(int n) => new long[n];")]
    [InlineData("[Shadowed(AllocatedBytesBudget = 10)] object A(int n) => n == 0 ? null : new long[256];")]
    public Task What_may_be_reached_is_left_alone(string members) => Verify.VerifyAsync(Class(members));

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { [System.Obsolete(\"\")] void M() { } }");

    private static string Class(string members) => $"using System; using System.Threading.Tasks; using ShadowGen;\nclass Orders {{ {members} }}";
}
