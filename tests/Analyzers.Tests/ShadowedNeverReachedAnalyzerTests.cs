using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.ShadowedNeverReachedAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ShadowedNeverReachedAnalyzerTests
{
    private const string Source = """
        using ShadowGen;
        public interface IOrders { void Save(); }
        public class Base { [Shadowed] public virtual void Load() { } }
        public class Orders : Base, IOrders
        {
            [Shadowed] public void Price() { }
            [Shadowed] public void {|SHG1012:Refund|}() { }
            [Shadowed] public void AddedSince() { }
            public void Plain() { }
            [Shadowed] public void Save() { }
            [Shadowed] public override void Load() { }
        }
        """;

    private static readonly string Silent = Source.Replace("{|SHG1012:Refund|}", "Refund", StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_method_that_no_run_called_is_named(bool isHashed) => Assert.Equal(
        ["'Orders.Refund()' is shadowed, and the 3 runs of the model, with 10,000 calls, counted no call of it"],
        await Verify.VerifyAsync(Source, Model(runs: 3, calls: 10_000, isHashed)));

    [Theory]
    [InlineData(2, 10_000)]
    [InlineData(3, 9_999)]
    public async Task Few_runs_or_calls_do_not_say_so(int runs, int calls) => Assert.Empty(await Verify.VerifyAsync(Silent, Model(runs, calls)));

    [Fact]
    public async Task Silent_without_a_model() => Assert.Empty(await Verify.FindAsync(Silent));

    [Fact]
    public async Task Silent_where_the_model_is_damaged() => Assert.Empty(await Verify.FindAsync(Silent, new Models.Text(Models.Path, Model(3, 10_000).Write() + "x")));

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class C;");

    private static Models Model(int runs, int calls, bool isHashed = false) => new Models(runs, isHashed)
        .Method("Orders.Price", calls).Method("Orders.Refund").Method("Orders.Plain", flags: "").Method("Orders.Save").Method("Orders.Load").Method("Base.Load");
}
