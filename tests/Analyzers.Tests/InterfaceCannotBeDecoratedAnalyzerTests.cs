using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.InterfaceCannotBeDecoratedAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class InterfaceCannotBeDecoratedAnalyzerTests
{
    private const string Consequence = ". It is registered without a decorator, so calls from outside the compilation are not counted; change the interface, or ";

    [Theory]
    [InlineData("[Shadowed] interface {|SHG0006:IShop|} { static abstract void Open(); }", "has the static abstract member Open: such an interface cannot be a type argument, so no service either")]
    [InlineData("interface {|SHG0006:IShop|} { [Shadowed] void Open(); protected void Close(); }", "has the member Close, which only types that implement IShop may call")]
    [InlineData("class Town { [Shadowed] private interface {|SHG0006:IShop|} { void Open(); } }", "is private: no other class can implement it")]
    public Task A_marked_interface_is_told_at_its_name(string type, string fault) =>
        Verify.VerifyAsync("using ShadowGen;\n" + type, $"'IShop' {fault}{Consequence}mark its implementations instead.");

    [Theory]
    [InlineData("services.AddShadowedScoped<IShop, Shop>()")]
    [InlineData("services.AddShadowed(typeof(IShop), typeof(Shop))")]
    [InlineData("services.AddShadowedSingleton<IShop>(new Shop())")]
    [InlineData("services.Shadow<IShop>()")]
    public Task A_registered_one_is_told_at_the_call(string call) => Verify.VerifyAsync(
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        interface IShop { void Open(); protected void Close(); }
        class Shop : IShop { public void Open() { } void IShop.Close() { } }
        static class Program { static void Add(IServiceCollection services) { {|SHG0006:{{call}}|}; } }
        """,
        $"'IShop' has the member Close, which only types that implement IShop may call{Consequence}register it as any other service.");

    [Fact]
    public Task One_that_is_marked_and_registered_is_told_once_and_one_that_can_be_decorated_is_left_alone() => Verify.VerifyAsync(
        """
        using Microsoft.Extensions.DependencyInjection;
        using ShadowGen;
        [Shadowed] interface {|SHG0006:IShop|} { void Open(); protected void Close(); }
        class Shop : IShop { public void Open() { } void IShop.Close() { } }
        [Shadowed] interface IFine<T> { T Get(); }
        class Fine : IFine<int> { public int Get() => 1; }
        interface IUnmarked { protected void Close(); }
        static class Program
        {
            static void Add(IServiceCollection services) => services.AddShadowedScoped<IShop, Shop>().AddShadowed<IFine<int>, Fine>().AddTransient<Fine>();
        }
        """);

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("interface IShop { static abstract void Open(); }");
}
