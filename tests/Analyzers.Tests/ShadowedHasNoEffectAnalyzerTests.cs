using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.ShadowedHasNoEffectAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ShadowedHasNoEffectAnalyzerTests
{
    [Fact]
    public Task Both_attributes_on_one_method() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Orders { [{|SHG1003:Shadowed|}, Unshadowed] void Handle() { } }
        """,
        "[Shadowed] on 'Orders.Handle()' has no effect: [Unshadowed] on the same declaration wins, so remove one of the two");

    [Fact]
    public Task Both_attributes_on_two_parts_of_one_type() => Verify.VerifyAsync(
        """
        using ShadowGen;
        [{|SHG1003:Shadowed|}] partial class Orders { void Handle() { } }
        [Unshadowed] partial class Orders;
        """);

    [Fact]
    public Task A_type_without_ordinary_methods() => Verify.VerifyAsync(
        """
        using ShadowGen;
        [{|SHG1003:Shadowed|}] record struct Price(decimal Amount) { public static Price operator +(Price a, Price b) => new(a.Amount + b.Amount); }
        """,
        "[Shadowed] on 'Price' has no effect: it declares no ordinary method, so remove the attribute or put it where the methods are");

    [Fact]
    public Task An_explicit_implementation_names_the_interface_method() => Verify.VerifyAsync(
        """
        using ShadowGen;
        interface IOrders { void Handle(); }
        class Orders : IOrders { [{|SHG1003:Shadowed|}] void IOrders.Handle() { } }
        """,
        "[Shadowed] on 'Orders.IOrders.Handle()' has no effect: calls name the interface's method, so put the attribute on 'IOrders.Handle()'");

    [Fact]
    public async Task Members_that_no_interceptor_reaches()
    {
        var messages = await Verify.VerifyAsync(
            """
            using System;
            using ShadowGen;
            class Orders
            {
                int Count { [{|SHG1003:Shadowed|}] get => 1; }
                [{|SHG1003:Shadowed|}] public static Orders operator !(Orders o) => o;
                [{|SHG1003:ShadowedAttribute|}] ~Orders() { }
                void Handle()
                {
                    [{|SHG1003:Shadowed|}] void Local() { }
                    Local();
                    Action lambda = [{|SHG1003:Shadowed|}] () => { };
                    lambda();
                }
            }
            """);

        Assert.Collection(
            messages,
            m => Assert.StartsWith("[Shadowed] on an accessor of 'Orders.Count' has no effect: only calls to ordinary methods", m, StringComparison.Ordinal),
            m => Assert.StartsWith("[Shadowed] on 'Orders.operator !(Orders)' has no effect", m, StringComparison.Ordinal),
            m => Assert.StartsWith("[Shadowed] on the finalizer of 'Orders' has no effect", m, StringComparison.Ordinal),
            m => Assert.StartsWith("[Shadowed] on the local function 'Local' has no effect", m, StringComparison.Ordinal),
            m => Assert.StartsWith("[Shadowed] on a lambda has no effect", m, StringComparison.Ordinal));
    }

    [Fact]
    public Task Where_it_works_it_is_left_alone() => Verify.VerifyAsync(
        """
        using System.Threading.Tasks;
        using ShadowGen;
        [Shadowed] interface IOrders { void Handle(); }
        [Shadowed] class Orders : IOrders { public void Handle() { } [Unshadowed] public void Log() { } }
        [Shadowed] static class Extensions { public static int Twice(this int x) => x * 2; }
        [Shadowed] struct Cell { private int _n; public void Add() => _n++; }
        [Shadowed] class Outer { class Inner { void Work() { } } }
        [Shadowed] abstract partial class Base { public abstract Task RunAsync(); }
        partial class Base { partial void Hook(); }
        class Callers { [Shadowed] static T Id<T>(T x) => x; [Shadowed] public override string ToString() => ""; }
        """);

    [Fact]
    public Task Attributes_of_the_same_name_are_left_alone() => Verify.VerifyAsync(
        """
        [Mine.Shadowed] class Empty;
        namespace Mine { sealed class ShadowedAttribute : System.Attribute; }
        """);

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("[System.Serializable] class Empty;");
}
