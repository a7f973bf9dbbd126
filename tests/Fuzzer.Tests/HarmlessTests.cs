using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Fuzzer.Differential;
using ShadowGen.Generator;
using ShadowGen.Generator.Model;

namespace ShadowGen.Fuzzer.Tests;

/// <summary>Guards that hold off no damage: what the compiler does makes it so.</summary>
[Collection(nameof(Witness))]
public sealed class HarmlessTests
{
    private const int Programs = 150;

    [Theory]
    [InlineData(nameof(SkipReason.PartialWithoutBody))]
    [InlineData(nameof(SkipReason.NotInterceptable))]
    public void Without_the_guard_nothing_differs(string guard)
    {
        var failure = TrapHunt.Run(Enum.Parse<SkipReason>(guard), seed: 1, Programs, out var exposed);

        Assert.True(failure is null, failure?.Difference);
        Assert.True(exposed > 0, $"None of {Programs} programs has such a call.");
    }

    [Fact]
    public void Each_harmless_guard_has_its_test() => Assert.Equal(
        [SkipReason.PartialWithoutBody, SkipReason.NotInterceptable], TrapHunt.Harmless.Keys.Except(TrapHunt.Traps));

    [Fact]
    public void A_dropped_call_is_dropped_with_its_interceptor()
    {
        var program = Handwritten.Program(
            """internal partial class C { partial void M(int a); internal void Go(int a) { using (var f = W.Enter("Go", W.S(a))) { M(W.V(a)); } } }""",
            "new C().Go(3);");
        var trial = new Trial(static () => new ShadowGenerator { Unguarded = SkipReason.PartialWithoutBody });

        Assert.Empty(trial.Run([program]));
        Assert.Contains(trial.Sources(program), static file => file.Text.Contains("// C.Go(int) -> C.M(int)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_method_in_parentheses_has_no_location()
    {
        var program = Handwritten.Program(
            """internal class C { internal int M(int a) { using (var f = W.Enter("M", W.S(a))) { return a; } } }""",
            "(new C().M)(1); new C().M(2);");
        var compilation = BatchCompiler.Plain([program], program.Level);
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == program.Files[0].Path);
        var model = compilation.GetSemanticModel(tree);
        var calls = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().ToList();

        Assert.Null(Location("(new C().M)(1)"));
        Assert.NotNull(Location("new C().M(2)"));

        InterceptableLocation? Location(string text) => model.GetInterceptableLocation(calls.Single(call => call.ToString() == text));
    }
}
