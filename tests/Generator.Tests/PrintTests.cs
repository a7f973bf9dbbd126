using System.Text.RegularExpressions;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Fingerprints of code: what changes them, what does not, and which lines have one.</summary>
public partial class PrintTests
{
    private const string Body = "{ var sum = 0; foreach (var order in orders) { if (order > 10) sum += Tax(order); } return sum * 2; }";

    [Theory]
    [InlineData("{ var total = 0; foreach (var item in orders) { if (item > 10) total += Tax(item); } return total * 2; }")]
    [InlineData("{ var sum = 7; foreach (var order in orders) { if (order > 99) sum += Tax(order); } return sum * 31; }")]
    [InlineData("{ /* why */ var sum = 0; // zero\n  foreach (var order in orders)\n { if (order > 10) sum += Tax( order ); }\n#pragma warning disable CS0168\n return sum * 2; }")]
    [InlineData("{ var sum = 0; foreach (var order in orders) { if (order > 10) sum += Levy(order); } return sum * 2; }")]
    [InlineData("{ var sum = 0; foreach (var order in orders) { if (order > 10) sum += this.Tax(order); } return sum * 2; }")]
    public void Names_values_comments_and_line_breaks_do_not_show(string body) => Assert.Equal(PrintOf(Body), PrintOf(body));

    [Theory]
    [InlineData("{ var sum = 0; foreach (var order in orders) { if (order < 10) sum += Tax(order); } return sum * 2; }")]
    [InlineData("{ var sum = 0; foreach (var order in orders) { if (order > 10) sum -= Tax(order); } return sum * 2; }")]
    [InlineData("{ var sum = 0; foreach (var order in orders) { if (order > 10) sum += Tax(order); } return sum; }")]
    [InlineData("{ var sum = 0; foreach (var order in orders) { if (order > 10) { sum += Tax(order); } } return sum * 2; }")]
    [InlineData("{ int sum = 0; foreach (var order in orders) { if (order > 10) sum += Tax(order); } return sum * 2; }")]
    [InlineData("{ return 1; }")]
    public void Operators_keywords_and_structure_do(string body) => Assert.NotEqual(PrintOf(Body), PrintOf(body));

    [Fact]
    public void A_body_of_an_expression_is_the_block_that_returns_it()
    {
        Assert.Equal(PrintOf("{ return orders.Length + Tax(1); }"), PrintOf("=> orders.Length + Tax(1);"));
        Assert.Equal(PrintOf("{ throw new System.Exception(); }"), PrintOf("=> throw new System.Exception();"));
    }

    [Fact]
    public void A_run_that_comes_twice_is_not_one_that_comes_once() =>
        Assert.NotEqual(PrintOf("{ Tax(1); Tax(2); Tax(3); Tax(4); return 0; }")[..32], PrintOf("{ Tax(1); Tax(2); Tax(3); Tax(4); Tax(5); Tax(6); Tax(7); Tax(8); return 0; }")[..32]);

    [Fact]
    public void Its_name_its_type_its_parameters_and_its_place_do_not_show()
    {
        var one = Prints(("A.cs", "using ShadowGen; public class A { [Shadowed] public int M(int x, string y) { if (x > 1) return y.Length; return x; } }"));
        var other = Prints(("B.cs", "using ShadowGen;\n\nnamespace N { public static class B { public const int One = 1; [Shadowed] internal static int Other(string text, int n, bool b) { if (n > 1) return text.Length; return n; } } }"));
        Assert.Equal(one.Single().Value, other.Single().Value);
    }

    [Fact]
    public void The_hashes_are_those_of_every_machine_and_version() => Assert.Equal("dd4e1ee9555397569a3781959dd99868 32", PrintOf(Body));

    [Fact]
    public void Shadowed_methods_and_callers_that_have_code_have_one()
    {
        var text = Project.Of(("A.cs",
            """
            using ShadowGen;
            public interface I { [Shadowed] int Abstract(); }
            public class A
            {
                private int _field = Shadow();
                public A() : this(Shadow()) { }
                public A(int x) { _field = x; }
                [Shadowed] public static int Shadow() => 1;
                public int Property { get { return Shadow(); } set { _field = value; } }
                public int this[int at] => Shadow() + at;
                public int Automatic { get; } = Shadow();
                public static A operator +(A a, A b) { Shadow(); return a; }
                public int Lambda() { System.Func<int> f = () => Shadow(); return f(); }
                public int Plain() => 5;
                public event System.Action Event { add { Shadow(); } remove { } }
            }
            """)).Generate().Values.Single();
        var skeleton = Skeletons.Of(text);
        var named = PrintLine().Matches(skeleton).Select(match => NameOf(skeleton, match.Groups[1].Value)).Order(StringComparer.Ordinal);
        Assert.Equal(["E:A.Event", "M:A.#ctor", "M:A.Lambda", "M:A.Shadow", "M:A.op_Addition(A,A)", "P:A.Item(System.Int32)", "P:A.Property"], named);
    }

    [Fact]
    public void Code_that_stands_in_another_file_is_told_by_that_one()
    {
        var prints = Prints(
            ("A.cs", "public partial class A { private int _a = Callee.Of(); }"),
            ("B.cs", "public partial class A { public A() { System.Console.WriteLine(); } }"),
            ("C.cs", "using ShadowGen; public static class Callee { [Shadowed] public static int Of() => 2; }"));
        Assert.Equal(["M:Callee.Of"], prints.Keys);
    }

    [Fact]
    public void Top_level_statements_have_one()
    {
        var project = Project.Of(("Main.cs", "using ShadowGen; C.M(); if (args.Length > 1) C.M(); public static class C { [Shadowed] public static void M() { } }"))
            .With(compilation => compilation.WithOptions(compilation.Options.WithOutputKind(Microsoft.CodeAnalysis.OutputKind.ConsoleApplication)));
        var prints = Read(project);
        Assert.Equal(["M:C.M", "M:Program.{Main}$(System.String[])"], prints.Keys.Order(StringComparer.Ordinal));
        Assert.EndsWith(" 0", prints["M:C.M"], StringComparison.Ordinal);
        Assert.EndsWith(" 20", prints["M:Program.{Main}$(System.String[])"], StringComparison.Ordinal);
    }

    private static string PrintOf(string body)
    {
        var source = $"using ShadowGen; public class A {{ [Shadowed] public int M(int[] orders) {body} private int Tax(int x) => x; private int Levy(int x) => x; }}";
        return Prints(("A.cs", source))["M:A.M(System.Int32[])"];
    }

    private static Dictionary<string, string> Prints(params (string Path, string Text)[] files) => Read(Project.Of(files));

    private static Dictionary<string, string> Read(Project project)
    {
        var skeletons = Project.Outputs(Project.Driver().RunGenerators(project.Compilation)).Values.Select(Skeletons.Of).ToList();
        return skeletons.SelectMany(skeleton => PrintLine().Matches(skeleton).Select(match => (Name: NameOf(skeleton, match.Groups[1].Value), Print: match.Groups[2].Value))).ToDictionary(found => found.Name, found => found.Print);
    }

    private static string NameOf(string skeleton, string id) => Regex.Match(skeleton, $@"^method {id} \S+ \S+ (.*)$", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^print ([0-9a-f]{16}) ([0-9a-f]{32} \d+)$", RegexOptions.Multiline)]
    private static partial Regex PrintLine();
}
