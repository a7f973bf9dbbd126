using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.TypeCouldBePartialAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class TypeCouldBePartialAnalyzerTests
{
    [Fact]
    public Task A_private_type_in_a_signature_asks_for_the_type_of_the_method() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class {|SHG0005:Host|}
        {
            class Key { }
            [Shadowed] static int Read(Key key) => 1;
            int Use() => Read(new Key()) + Read(new Key());
            int Property => Read(new Key());
        }
        """,
        "Make 'Host' partial so that 3 calls can be shadowed: a shim that names a private type has to be a method of 'Host' itself");

    [Fact]
    public Task A_member_of_a_private_type_asks_for_that_type_and_those_around_it() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Outer
        {
            partial class Middle
            {
                class Caller { int Use(Key key) => key.Get() + new System.Func<int>(() => key.Get())(); struct Deep { int N; int Use(Key key) => N + key.Get(); } }
                struct {|SHG0005:Key|} { [Shadowed] public int Get() => 1; }
            }
        }
        """,
        "Make 'Key' and 'Outer' partial so that 3 calls can be shadowed: a shim that names a private type has to be a method of 'Key' itself");

    [Fact]
    public async Task Each_type_is_told_once()
    {
        var messages = await Verify.VerifyAsync(
            """
            using ShadowGen;
            partial class Host
            {
                class {|SHG0005:Key|} { [Shadowed] public int Get() => 1; [Shadowed] public int Put() => 2; }
                struct {|SHG0005:Cell|} { [Shadowed] public void Add() { } }
                int Use(Key key, Cell cell) { cell.Add(); return key.Get() + key.Put(); }
            }
            """);
        Assert.Equal(["Make 'Key' partial so that 2 calls can", "Make 'Cell' partial so that 1 call can"], messages.Select(message => message.Split(" be ")[0]));
    }

    [Fact]
    public Task A_static_method_asks_for_the_type_that_takes_fewest_edits() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class {|SHG0005:Host|}
        {
            enum Mode { One }
            class Key { [Shadowed] public static int Get(Mode mode) => 1; }
            int Use() => Key.Get(Mode.One);
        }
        """);

    [Fact]
    public Task What_is_shadowed_not_opted_in_not_called_or_out_of_reach_is_left_alone() => Verify.VerifyAsync(
        """
        using System;
        using System.Linq.Expressions;
        using ShadowGen;
        partial class Partial { partial class Key { [Shadowed] public int Get() => 1; } int Use(Key key) => key.Get(); }
        class Plain { class Key { public int Get() => 1; } int Use(Key key) => key.Get(); }
        class Idle { class Key { [Shadowed] public int Get() => 1; } }
        class Typed<T> { class Key { [Shadowed] public int Get() => 1; } int Use(Key key) => key.Get(); }
        class Tree { class Key { [Shadowed] public int Get() => 1; } Expression<Func<int>> Use(Key key) => () => key.Get(); }
        class Statics { static class Tools { [Shadowed] public static int Get() => 1; } int Use() => Tools.Get(); }
        class Small { [Shadowed] class Key { public int Get() => 1; } int Use(Key key) => key.Get(); }
        class Group { class Key { [Shadowed] public int Get() => 1; } Func<int> Use(Key key) => key.Get; }
        public class Open { public class Key { [Shadowed] public int Get() => 1; } int Use(Key key) => key.Get(); }
        """);

    [Fact]
    public async Task Configuration_opts_in_as_it_does_in_the_build()
    {
        const string source = "class Host { class Key { public int Get() => 1; } int Use(Key key) => key.Get(); }";
        Assert.Empty(await Verify.MessagesAsync(source, new Settings(new() { ["build_property.ShadowGenInclude"] = "**" })));
        Assert.Single(await Verify.MessagesAsync(source, new Settings(new() { ["build_property.ShadowGenInclude"] = "**", ["build_property.ShadowGenMinimumSize"] = "0" })));
    }

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class Host { class Key { public int Get() => 1; } int Use(Key key) => key.Get(); }");
}
