using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.CallBypassesShimAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class CallBypassesShimAnalyzerTests
{
    [Fact]
    public Task A_method_group_that_becomes_a_delegate() => Verify.VerifyAsync(
        """
        using System.Linq;
        using ShadowGen;
        class Orders
        {
            [Shadowed] public static int Load(int id) => id;
            public int[] All(int[] ids) => ids.Select({|SHG1002:Load|}).ToArray();
        }
        """,
        "'Orders.Load(int)' is shadowed, but calls of this delegate do not pass its shim; write a lambda that calls it");

    [Fact]
    public async Task Every_way_to_make_a_delegate()
    {
        var messages = await Verify.VerifyAsync(
            """
            using System;
            using System.Threading;
            using ShadowGen;
            class Orders
            {
                [Shadowed] public int Load(int id) => id;
                [Shadowed] public void Run() { }
                [Shadowed] public static T Id<T>(T value) => value;
                static void Take(Func<int, int> load) { }
                void Use(Orders other)
                {
                    Func<int, int> a = {|SHG1002:Load|};
                    var b = {|SHG1002:other.Load|};
                    Take({|SHG1002:this.Load|});
                    new Thread({|SHG1002:Run|}).Start();
                    var c = new Func<int, int>({|SHG1002:Load|});
                    var d = (Func<int, int>){|SHG1002:Load|};
                    Func<string, string> e = {|SHG1002:Id|};
                    Func<string, string> f = {|SHG1002:Id<string>|};
                    Action g = {|SHG1002:other.Hold|};
                }
                Func<int, int> Get() => {|SHG1002:Load|};
            }
            static class Extensions { [Shadowed] public static void Hold(this Orders orders) { } }
            """);
        Assert.Equal(10, messages.Count);
        Assert.All(messages, message => Assert.Contains("calls of this delegate do not pass its shim", message, StringComparison.Ordinal));
    }

    [Fact]
    public Task A_function_pointer() => Verify.VerifyAsync(
        """
        using ShadowGen;
        unsafe class Orders
        {
            [Shadowed] static int Load(int id) => id;
            int Use() { delegate*<int, int> load = &{|SHG1002:Load|}; return load(1); }
        }
        """,
        "'Orders.Load(int)' is shadowed, but calls of this function pointer do not pass its shim; call the method by name where that matters");

    [Fact]
    public async Task Reflection_by_a_constant_name()
    {
        var messages = await Verify.VerifyAsync(
            """
            using System;
            using System.Reflection;
            using ShadowGen;
            class Orders
            {
                [Shadowed] public static int Load(int id) => id;
                public static int Count() => 1;
                object Use(string name) => new object[]
                {
                    typeof(Orders).GetMethod({|SHG1002:"Load"|}),
                    typeof(Orders).GetMethod({|SHG1002:nameof(Load)|}, BindingFlags.Public | BindingFlags.Static),
                    typeof(Orders).GetRuntimeMethod({|SHG1002:"Load"|}, new[] { typeof(int) }),
                    typeof(Orders).InvokeMember({|SHG1002:"Load"|}, BindingFlags.InvokeMethod, null, null, null),
                    Delegate.CreateDelegate(typeof(Func<int, int>), typeof(Orders), {|SHG1002:"Load"|}),
                    Delegate.CreateDelegate(typeof(Func<int, int>), this, {|SHG1002:"Load"|}),
                    typeof(Orders).GetMethod("Count"), typeof(Orders).GetMethod("Missing"), typeof(Orders).GetMethod(name), typeof(string).GetMethod("Load"),
                    typeof(Orders).GetProperty("Load"), nameof(Load), GetMethod("Load"),
                };
                static object GetMethod(string name) => name;
            }
            """);
        Assert.All(messages, message => Assert.Equal("'Orders.Load(int)' is shadowed, but calls by reflection do not pass its shim; call it by name, or through a lambda that does", message));
    }

    [Fact]
    public Task A_base_call_that_a_partial_type_could_make() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Orders { [Shadowed] public virtual int Load(int id) => id; }
        class Cached : Orders { public override int Load(int id) => base.{|SHG1002:Load|}(id) + 1; }
        """,
        "'Orders.Load(int)' is shadowed, but this base call stays plain: only code of 'Cached' can make it, so make the type partial");

    [Fact]
    public Task Base_calls_that_are_shadowed_or_that_partial_would_not_help_are_left_alone() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Orders { [Shadowed] public virtual int Load(int id) => id; [Shadowed] public int Plain() => 1; public virtual int Other() => 1; }
        partial class Cached : Orders { public override int Load(int id) => base.Load(id) + 1; }
        class Typed<T> : Orders { public override int Load(int id) => base.Load(id) + 1; }
        class Rest : Orders { int Use() => base.Plain() + base.Other() + this.Load(1); public override string ToString() => base.ToString(); }
        """);

    [Fact]
    public Task Where_a_lambda_would_be_something_else_it_is_left_alone() => Verify.VerifyAsync(
        """
        using System;
        using System.Linq.Expressions;
        using ShadowGen;
        class Orders
        {
            public event EventHandler Changed;
            Action _all;
            [Shadowed] static void Handle(object sender, EventArgs e) { }
            [Shadowed] static void Run() { }
            static void Map(string path, Delegate handler) { }
            static void Map(object handler) { }
            static void Mark(string name) { }
            void Use()
            {
                Changed += Handle;              // to be taken off again by equality
                Changed -= Handle;
                _all += Run;
                _all -= Run;
                _ = _all == Run;
                Map("/", Run);                  // who takes any delegate reads its method
                Map((Delegate)Run);
                Mark(nameof(Run));
                Expression<Func<Action>> tree = () => Run;
            }
        }
        """);

    [Fact]
    public Task What_is_not_shadowed_or_has_no_shim_is_left_alone() => Verify.VerifyAsync(
        """
        using System;
        using ShadowGen;
        [Shadowed] class Orders
        {
            public int Small() => 1;
            [Unshadowed] public int Out() { Console.WriteLine(); return new Random().Next(); }
            void Use() { Func<int> a = Small; Func<int> b = Out;  Action d = Console.WriteLine; Local(); void Local() { } Action e = Local; a(); b(); d(); e(); }
        }
        """);

    [Fact]
    public async Task Configuration_opts_in_as_it_does_in_the_build()
    {
        const string source = "class Orders { public static int Load(int id) => id; System.Func<int, int> Get() => Load; System.Func<string, string> Read() => System.IO.File.ReadAllText; }";
        Assert.Empty(await Verify.MessagesAsync(source, new Settings([])));
        Assert.Single(await Verify.MessagesAsync(source, new Settings(new() { ["build_property.ShadowGenInclude"] = "**", ["build_property.ShadowGenMinimumSize"] = "0" })));
        Assert.StartsWith("'File.ReadAllText(string)'", Assert.Single(await Verify.MessagesAsync(source, new Settings(new() { ["build_property.ShadowGenServiceCalls"] = "Files" }))), StringComparison.Ordinal);
    }

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { static int Load(int id) => id; System.Func<int, int> Get() => Load; }");
}
