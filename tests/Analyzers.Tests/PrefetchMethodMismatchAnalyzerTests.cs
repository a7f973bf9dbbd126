using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.PrefetchMethodMismatchAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class PrefetchMethodMismatchAnalyzerTests
{
    [Theory]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:\"Warm\"|})] int Load(int id) => id;", "'Orders' declares no such method; write one, and name it by nameof")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:\"\"|})] int Load(int id) => id;", "'Orders' declares no such method; write one, and name it by nameof")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Load)|})] int Load(int id) => id;", "it is the method itself; write one that fetches what this one needs")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(int id) => id; internal void Warm(string id) { }", "the parameters of 'Orders.Warm(string)' are not (int); it is called with the arguments of the call to come")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(in int id) => id; internal void Warm(int id) { }", "the parameters of 'Orders.Warm(int)' are not (in int); it is called with the arguments of the call to come")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(int id) => id; internal void Warm() { }", "the parameters of 'Orders.Warm()' are not (int); it is called with the arguments of the call to come")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(int id) => id; internal int Warm(int id) => id;", "'Orders.Warm(int)' returns 'int', and nobody would take it; return void, Task or ValueTask")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(int id) => id; internal Task<int> Warm(int id) => null;", "'Orders.Warm(int)' returns 'Task<int>', and nobody would take it; return void, Task or ValueTask")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] static int Load(int id) => id; internal void Warm(int id) { }", "'Orders.Warm(int)' needs an object, and a call of the static 'Orders.Load(int)' has none; make it static")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(int id) => id; private void Warm(int id) { }", "'Orders.Warm(int)' is private, and only code of the type itself could call it; make it internal, or the type partial")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(out int id) => id = 1; internal void Warm(out int id) => id = 1;", "the parameter 'id' is passed by reference, which cannot be known before the call; fetch ahead of a method without ref and out")]
    [InlineData("[Shadowed(Prefetch = {|SHG1006:nameof(Warm)|})] int Load(int id) => id; internal void Warm<T>(int id) { }", "'Orders.Warm<T>(int)' has type parameters that 'Orders.Load(int)' has not; give both the same")]
    public async Task What_does_not_fit_is_named(string members, string fault) => Assert.EndsWith(": " + fault, Assert.Single(await Verify.VerifyAsync(Class(members))), StringComparison.Ordinal);

    [Fact]
    public Task The_message_names_both_methods() => Verify.VerifyAsync(
        Class("[Shadowed(Prefetch = {|SHG1006:\"Warm\"|})] int Load(int id) => id;"),
        "'Warm' cannot prefetch for 'Orders.Load(int)': 'Orders' declares no such method; write one, and name it by nameof");

    [Fact]
    public async Task A_chain_that_comes_back_is_named_at_each_end()
    {
        var messages = await Verify.VerifyAsync(Class("[Shadowed(Prefetch = {|SHG1006:nameof(B)|})] internal void A(int id) { } [Shadowed(Prefetch = {|SHG1006:nameof(A)|})] internal void B(int id) { }"));
        Assert.EndsWith("'Orders.B(int)' has a Prefetch that leads back to 'Orders.A(int)'; end the chain", messages[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Shadowed(Prefetch = nameof(Warm))] int Load(int id) => id; internal void Warm(int id) { }")]
    [InlineData("[Shadowed(Prefetch = \"Warm\")] int Load(int id, in string name) => id; public Task Warm(int other, in string x) => null;")]
    [InlineData("[Shadowed(Prefetch = nameof(Warm))] int Load(int id) => id; internal static ValueTask Warm(int id) => default;")]
    [InlineData("[Shadowed(Prefetch = nameof(Warm))] static T Load<T>(T id, List<T> all) => id; internal static void Warm<U>(U id, List<U> all) { }")]
    [InlineData("[Shadowed(Prefetch = nameof(Warm))] int Load(int id) => id; internal void Warm(string id) { } internal void Warm(int id) { }")]
    [InlineData("[Shadowed(Prefetch = null)] int Load(int id) => id; [Shadowed] int Find(int id) => id;")]
    [InlineData("[Shadowed(Prefetch = nameof(B))] void A() { } [Shadowed(Prefetch = nameof(C))] internal void B() { } internal void C() { }")]
    public Task What_fits_is_left_alone(string members) => Verify.VerifyAsync(Class(members));

    [Fact]
    public Task A_private_method_of_a_partial_type_and_of_an_interface_fit() => Verify.VerifyAsync(
        """
        using ShadowGen;
        partial class Orders { [Shadowed(Prefetch = nameof(Warm))] int Load(int id) => id; private void Warm(int id) { } }
        interface IOrders { [Shadowed(Prefetch = nameof(Warm))] int Load(int id); void Warm(int id); }
        """);

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { [System.Obsolete] void M() { } }");

    private static string Class(string members) => $"using System.Collections.Generic; using System.Threading.Tasks; using ShadowGen;\nclass Orders {{ {members} }}";
}
