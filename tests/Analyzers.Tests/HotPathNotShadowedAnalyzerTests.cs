using Microsoft.CodeAnalysis;
using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.HotPathNotShadowedAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class HotPathNotShadowedAnalyzerTests
{
    /// <summary>Too much for the size threshold, and for the compiler to see through.</summary>
    private const string Work = "for (var i = 0; i < 100; i++) { n += i % 7; }";

    [Fact]
    public Task The_message_names_the_method_its_share_and_the_path() => Verify.VerifyAsync(
        $$"""
        using ShadowGen;
        public static class Program
        {
            public static int Main(string[] args) => Run(args.Length);
            static int Run(int n) { for (var i = 0; i < 50; i++) { n += Parse(n); } return n; }
            static int {|SHG1001:Parse|}(int n) { {{Work}} return n; }
        }
        """,
        "'Program.Parse(int)' takes an estimated 99 % of the time, on the path Main > Run > Parse, and no shim sees it; mark it [Shadowed]");

    [Fact]
    public async Task A_long_path_is_told_by_its_ends()
    {
        var found = Assert.Single(await Verify.MessagesAsync(
            "class Program { static int Main() => A(1); "
            + string.Concat("ABCDEFG".Zip("BCDEFGH", (caller, callee) => $"static int {caller}(int n) {{ n += n * n * n; return {callee}(n) + {callee}(n); }} "))
            + "static int H(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } return n; } }",
            OutputKind.ConsoleApplication));

        Assert.Contains(", on the path Main > A > … > F > G > H,", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_path_is_there_to_follow() => Assert.Equal(
        ["Main", "Run"],
        Assert.Single(await Verify.FindAsync(
            $"class Program {{ static int Main() => Run(1); static int Run(int n) {{ for (var i = 0; i < 50; i++) {{ n += Parse(n); }} return n; }} static int Parse(int n) {{ {Work} return n; }} }}"))
            .AdditionalLocations.Select(location => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length)));

    /// <summary>Whatever opts the method in, a shim sees it.</summary>
    [Theory]
    [InlineData("", "", "[Shadowed] ")]
    [InlineData("", "[Shadowed] ", "")]
    [InlineData("[assembly: ShadowNamespace(\"Shop.**\")] ", "", "")]
    [InlineData("", "", "[Unshadowed] ")] // the project has decided
    [InlineData("", "[Unshadowed] ", "")]
    public Task What_is_opted_in_or_out_is_settled(string onAssembly, string onType, string onMethod) => Verify.VerifyAsync(
        $$"""
        using ShadowGen;
        {{onAssembly}}namespace Shop { {{onType}}static class Program
        {
            static int Main() => Run(1);
            [Shadowed] static int Run(int n) { for (var i = 0; i < 50; i++) { n += Parse(n); } return n + n * n; }
            {{onMethod}}static int Parse(int n) { {{Work}} return n; }
        } }
        """);

    [Theory]
    [InlineData("build_property.ShadowGenInclude", "Shop", 0)]
    [InlineData("build_property.ShadowGenInclude", "Other", 1)]
    [InlineData("build_property.ShadowGenExclude", "Shop", 0)]
    [InlineData("shadowgen_hot_path_share", "100", 0)]
    [InlineData("shadowgen_hot_path_share", "98", 1)]
    [InlineData("shadowgen_hot_path_share", "a lot", 1)]
    public async Task Configuration_is_heard(string key, string value, int count) => Assert.Equal(count, (await Verify.MessagesAsync(
        $"namespace Shop {{ class Program {{ static int Main() => Run(1); static int Run(int n) {{ for (var i = 0; i < 50; i++) {{ n += Parse(n); }} return n; }} static int Parse(int n) {{ {Work} return n; }} }} }}",
        new Settings(new() { [key] = value }))).Count);

    [Fact]
    public Task A_shim_above_that_sees_the_same_time_is_enough() => Verify.VerifyAsync(
        $$"""
        using ShadowGen;
        static class Program
        {
            static int Main() => Run(1);
            [Shadowed] static int Run(int n) => Parse(n) + Parse(n + 1);
            static int Parse(int n) { {{Work}} return n; }
        }
        """);

    [Fact]
    public Task A_shim_above_that_sees_much_else_is_not() => Verify.VerifyAsync(
        $$"""
        using ShadowGen;
        static class Program
        {
            static int Main() => Run(1);
            [Shadowed] static int Run(int n) { {{Work}} return Parse(n) + Parse(n + 1) + n; }
            static int {|SHG1001:Parse|}(int n) { {{Work}} return n; }
        }
        """);

    /// <summary>Nothing repeats, and nothing is waited for: all of the time of next to nothing is no hot path.</summary>
    [Fact]
    public Task A_straight_line_is_left_alone() => Verify.VerifyAsync(
        "static class Program { static int Main() => Run(1); static int Run(int n) => Add(n, n) * Add(n, 2) + Add(n, 3) * Add(n, 4); static int Add(int a, int b) => a * a * a + b * b * b + a * b * a * b * a - b * b * b * a; }");

    [Theory]
    [InlineData("return Run(1);", 0)]
    [InlineData("return Run(1) + Run(2);", 1)]
    [InlineData("var n = 0; while (n < 1000) { n += Run(n); } return n;", 1)]
    public async Task What_a_program_does_once_is_not_predicted(string main, int count) => Assert.Equal(count, (await Verify.MessagesAsync(
        $"class Program {{ static int Main() {{ {main} }} static int Run(int n) {{ {Work} return n; }} }}", OutputKind.ConsoleApplication)).Count);

    /// <summary>A few elements are next to nothing too; what is called for each of them is looked at.</summary>
    [Fact]
    public Task A_lambda_for_each_element_is_no_loop_by_itself() => Verify.VerifyAsync(
        """
        using System.Linq;
        public class Orders
        {
            public int Sum(int[] ids) => ids.Select(id => id * 3 + 1).Sum() + ids.Max();
            public int All(int[] ids) => ids.Select(id => Load(id)).Sum();
            static int {|SHG1001:Load|}(int id) { var n = id.ToString() + id.ToString() + id.ToString(); return n.Length * n.Length + int.Parse(n) + int.Parse(n) + int.Parse(n); }
        }
        """);

    [Fact]
    public Task Recursion_repeats_as_well() => Verify.VerifyAsync(
        "static class Program { static int Main() => Fib(30); static int {|SHG1001:Fib|}(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2); }",
        "'Program.Fib(int)' takes an estimated 92 % of the time, on the path Main > Fib, and no shim sees it; mark it [Shadowed]");

    [Fact]
    public Task A_call_that_leaves_the_process_is_worth_a_loop() => Verify.VerifyAsync(
        """
        using System.IO;
        static class Program
        {
            static int Main() => Compute(Load("a").Length);
            static int Compute(int n) => n * n * n * n * n * n * n * n * n * n * n * n * n * n * n;
            static string {|SHG1001:Load|}(string path) => File.ReadAllText(path).Trim() + path;
        }
        """);

    [Fact]
    public async Task A_service_call_that_a_shim_measures_is_none() => Assert.DoesNotContain("Load", Assert.Single(await Verify.MessagesAsync(
        $"using System.IO; static class Program {{ static int Main() => Compute(Load(\"a\").Length); static int Compute(int n) {{ {Work} return n; }} static string Load(string path) => File.ReadAllText(path).Trim() + path; }}",
        new Settings(new() { ["build_property.ShadowGenServiceCalls"] = "Files" }))), StringComparison.Ordinal);

    /// <summary>The nearest caller that a shim can stand for is named instead.</summary>
    [Theory]
    [InlineData("n += Small(n);", "static int Small(int n) => n + 1;")]
    [InlineData("n += new Cell(n).Value;", "sealed class Cell { public int Value; public Cell(int n) { for (var i = 0; i < 100; i++) { Value += i % 7 + n; } } }")]
    [InlineData("n += Size;", "static int Size { get { var n = 0; for (var i = 0; i < 100; i++) { n += i % 7; } return n; } }")]
    [InlineData("int Local(int k) { for (var i = 0; i < 100; i++) { k += i % 7; } return k; } n += Local(n);", "")]
    [InlineData("n += (new V() + new V()).N;", "struct V { public int N; public static V operator +(V a, V b) { for (var i = 0; i < 100; i++) { a.N += i % 7; } return a; } }")]
    [InlineData("Debug(n);", "[System.Diagnostics.Conditional(\"TRACE_ALL\")] static void Debug(int n) { for (var i = 0; i < 100; i++) { n += i % 7; } }")]
    public Task What_no_shim_can_see_is_not_named(string call, string member) => Verify.VerifyAsync(
        $$"""
        static class Program
        {
            static int Main() => Run(1);
            static int {|SHG1001:Run|}(int n) { for (var k = 0; k < 50; k++) { {{call}} } return n; }
            {{member}}
        }
        """);

    [Fact]
    public Task A_delegate_is_followed_and_not_named() => Verify.VerifyAsync(
        $$"""
        using System;
        static class Program
        {
            static int Main() => Run(Parse, 1);
            static int {|SHG1001:Run|}(Func<int, int> each, int n) { for (var k = 0; k < 50; k++) { n += each(n); } return n; }
            static int Parse(int n) { {{Work}} return n; }
        }
        """);

    /// <summary>Who is handed a lambda calls that, and not whatever else is of the type.</summary>
    [Fact]
    public async Task A_place_that_is_given_a_lambda_runs_nothing_else() => Assert.DoesNotContain(
        await Verify.MessagesAsync(
            $$"""
            using System;
            static class Program
            {
                static int Main() { Func<int, int> other = Rare; return Run(n => n + 1, 1); }
                static int Run(Func<int, int> each, int n) { for (var k = 0; k < 50; k++) { n += each(n); } return n; }
                static int Rare(int n) => Deep(n) + Deep(n + 1) + n * n;
                static int Deep(int n) { {{Work}} return n; }
            }
            """,
            OutputKind.ConsoleApplication),
        message => message.Contains("Deep", StringComparison.Ordinal));

    [Fact]
    public Task A_call_by_interface_is_named_as_it_is_written() => Verify.VerifyAsync(
        $$"""
        interface IParser { int {|SHG1001:Parse|}(int n); }
        class Fast : IParser { public int Parse(int n) { {{Work}} return n; } }
        class Slow : IParser { public int Parse(int n) { {{Work}} {{Work}} return n; } }
        static class Program
        {
            static int Main() => Run(new Fast(), 1) + Run(new Slow(), 2);
            static int Run(IParser parser, int n) { for (var k = 0; k < 50; k++) { n += parser.Parse(n); } return n; }
        }
        """,
        "'IParser.Parse(int)' takes an estimated 99 % of the time, on the path Main > Run > Parse, and no shim sees it; mark it [Shadowed]");

    [Fact]
    public async Task What_another_type_argument_implements_is_not_run() => Assert.DoesNotContain(
        await Verify.MessagesAsync(
            """
            interface IStore<T> { T Get(T key); }
            class Numbers : IStore<int> { public int Get(int key) => key * key * key * key * key * key; }
            class Texts : IStore<string> { public string Get(string n) { for (var i = 0; i < 100; i++) { n += i; } return n; } }
            static class Program
            {
                static int Main() { _ = new Texts(); return Run(new Numbers(), 1); }
                static int Run(IStore<int> store, int n) { for (var k = 0; k < 3; k++) { n += store.Get(n); } return n; }
            }
            """,
            OutputKind.ConsoleApplication),
        message => message.Contains("Get", StringComparison.Ordinal));

    [Fact]
    public Task Tests_are_roots_and_not_named() => Verify.VerifyAsync(
        $$"""
        class FactAttribute : System.Attribute;
        public class Tests
        {
            [Fact] public void Parses() { var n = 1; {{Work}} Check(n); }
            static void {|SHG1001:Check|}(int n) { {{Work}} {{Work}} }
        }
        """);

    [Fact]
    public Task Others_call_what_a_library_makes_public() => Verify.VerifyAsync(
        $$"""
        public class Parser
        {
            public int {|SHG1001:Parse|}(int n) { {{Work}} {{Work}} return n; }
            int Unused(int n) { {{Work}} return n; }
        }
        """,
        "'Parser.Parse(int)' takes an estimated 67 % of the time and no shim sees it; mark it [Shadowed]");

    [Fact]
    public async Task In_a_program_nobody_else_calls_it() => Assert.Empty(await Verify.MessagesAsync(
        $"public class Parser {{ public int Parse(int n) {{ {Work} return n; }} static void Main() {{ }} }}", OutputKind.ConsoleApplication));

    [Fact]
    public async Task At_most_ten_are_named_and_those_are_the_hottest()
    {
        var methods = string.Concat(Enumerable.Range(0, 15).Select(k => $"static int M{k}(int n) {{ for (var i = 0; i < {20 + k}; i++) {{ n += i % 7; }} return n; }} "));
        var calls = string.Concat(Enumerable.Range(0, 15).Select(k => $"n += M{k}(n); "));
        var found = await Verify.MessagesAsync($"class Program {{ {methods} static int Main() {{ var n = 1; {calls} return n; }} }}", new Settings(new() { ["shadowgen_hot_path_share"] = "1" }));

        Assert.Equal(Enumerable.Range(5, 10).Select(k => $"'Program.M{k}(int)'"), found.Select(message => message.Split(' ')[0]));
    }

    [Fact]
    public async Task The_same_source_says_the_same_whatever_thread_comes_first()
    {
        var source = $"class Program {{ {string.Concat(Enumerable.Range(0, 40).Select(k => $"public int P{k}(int n) {{ {Work} return n + M{k % 9}(n); }} static int M{k}(int n) {{ {Work} for (var j = 0; j < {k}; j++) {{ n += M{(k * 7) % 40}(n / {k + 2}); }} return n; }} "))} }}";
        var first = await Verify.MessagesAsync(source, new Settings(new() { ["shadowgen_hot_path_share"] = "1" }));

        Assert.NotEmpty(first);
        for (var round = 0; round < 10; round++)
            Assert.Equal(first, await Verify.MessagesAsync(source, new Settings(new() { ["shadowgen_hot_path_share"] = "1" })));
    }

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync($"class P {{ static int Main() => A(1); static int A(int n) {{ {Work} return n; }} }}");
}
