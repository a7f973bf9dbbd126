using Microsoft.CodeAnalysis;
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

    [Theory]
    [InlineData("[{|SHG1003:Shadowed|}, System.Diagnostics.Conditional(\"DEBUG\")] void Trace() { }", "[Shadowed] on 'Orders.Trace()' has no effect: a [Conditional] call is there or not by the symbols of its file, so it stays plain; put the attribute on what it calls")]
    [InlineData("[{|SHG1003:Shadowed|}] void List(__arglist) { }", "[Shadowed] on 'Orders.List(__arglist)' has no effect: a call with __arglist cannot be intercepted, so put the attribute on what it calls")]
    public Task Calls_that_always_stay_plain(string member, string message) => Verify.VerifyAsync($"using ShadowGen; class Orders {{ {member} }}", message);

    [Fact]
    public async Task Members_of_the_attribute_on_a_type()
    {
        var messages = await Verify.VerifyAsync(
            """
            using ShadowGen;
            [Shadowed({|SHG1003:Speculative = true|}, {|SHG1003:DepthBudget = 5|})] class Orders { int Load() => 1; }
            [Shadowed({|SHG1003:Prefetch = "Warm"|})] interface IOrders { int Load(); void Warm(); }
            [{|SHG1003:Shadowed(CallBudget = 1)|}] class Empty;
            """);
        Assert.Equal("Speculative on 'Orders' has no effect: it concerns one method, so put it on the attribute of each that it is meant for", messages[0]);
        Assert.StartsWith("Prefetch on 'IOrders' has no effect", messages[2], StringComparison.Ordinal);
        Assert.StartsWith("[Shadowed] on 'Empty' has no effect", messages[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_entry_point_is_called_by_the_runtime()
    {
        const string source = "static class Program { [ShadowGen.Shadowed] static void Main() => System.Console.WriteLine(); }";
        Assert.Equal(
            "[Shadowed] on 'Program.Main()' has no effect: the runtime calls it, and no call site does, so put the attribute on what it calls",
            Assert.Single(await Verify.MessagesAsync(source, OutputKind.ConsoleApplication)));
        Assert.Empty(await Verify.MessagesAsync(source, OutputKind.DynamicallyLinkedLibrary));
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
