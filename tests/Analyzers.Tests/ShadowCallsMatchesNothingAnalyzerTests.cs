using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.ShadowCallsMatchesNothingAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ShadowCallsMatchesNothingAnalyzerTests
{
    [Theory]
    [InlineData("typeof(System.IO.File), \"ReadAllText\", {|SHG0007:\"ReadAlText\"|}", "'File' declares no public method 'ReadAlText'. Is \"ReadAllText\" meant? As it is, it makes no service call.")]
    [InlineData("typeof(System.IO.FileStream), {|SHG0007:nameof(System.IO.FileStream.ReadExactly)|}", "'FileStream' declares no public method 'ReadExactly', it inherits it: write typeof(Stream). As it is, it makes no service call.")]
    [InlineData("typeof(System.Collections.Generic.IList<>), {|SHG0007:\"Clear\"|}", "'IList<T>' declares no public method 'Clear', but 'ICollection<T>' does: write typeof(ICollection<T>). As it is, it makes no service call.")]
    [InlineData("typeof({|SHG0007:System.IO.FileAccess|})", "'FileAccess' declares no public method. As it is, it makes no service call.")]
    [InlineData("typeof({|SHG0007:Own|}), \"Load\"", "'Own' is of this assembly, whose methods are opted in by [Shadowed]. As it is, it makes no service call.")]
    [InlineData("typeof(System.IO.File), new[] { \"Copy\", {|SHG0007:\"Kopy\"|} }", "'File' declares no public method 'Kopy'. Is \"Copy\" meant? As it is, it makes no service call.")]
    public Task A_name_or_a_type_without_a_method_is_told(string arguments, string message) =>
        Verify.VerifyAsync($"[assembly: ShadowGen.ShadowCalls({arguments})] class Own {{ public void Load() {{ }} }}", message);

    [Theory]
    [InlineData("typeof(System.IO.File), \"ReadAllText\", nameof(System.IO.File.Copy)")]
    [InlineData("typeof(System.IO.File)")]
    [InlineData("typeof(System.Collections.Generic.ICollection<>), \"Clear\"")]
    [InlineData("typeof(System.IO.File), \"Read\" + \"AllText\"")]
    [InlineData("ShadowGen.ServiceCalls.Http")]
    public Task What_matches_is_left_alone(string arguments) => Verify.VerifyAsync($"[assembly: ShadowGen.ShadowCalls({arguments})]");

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class C;");
}
