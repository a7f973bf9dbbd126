using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Code that is not shadowed is read where shadowed code leads into it, and nowhere else.</summary>
public class FollowingTests
{
    private const string Shadowed = "using ShadowGen; public static class A { [Shadowed] public static int Handle(int x) => Between.Pass(x); [Shadowed] public static int Price(int x) => x; }";
    private const string Between = "public static class Between { public static int Pass(int x) { var sum = 0; for (var i = 0; i < 4; i++) sum += Far.Go(x); return sum; } }";
    private const string Far = "public static class Far { public static int Go(int x) => A.Price(x); }";
    private const string Aside = "public static class Aside { public static int Use(int x) => Far.Go(x); }";

    [Fact]
    public void Files_between_shadowed_methods_are_read()
    {
        var (trees, outputs) = Run(("A.cs", Shadowed), ("Between.cs", Between), ("Far.cs", Far), ("Aside.cs", Aside));
        Assert.Equal("A.cs Between.cs Far.cs", string.Join(' ', trees.Order()));
        Assert.Contains(outputs, text => text.Contains("M:Between.Pass(System.Int32)", StringComparison.Ordinal));
        Assert.DoesNotContain(outputs, text => text.Contains("M:Aside.Use", StringComparison.Ordinal));
    }

    [Fact]
    public void A_caller_of_shadowed_code_leads_nowhere_further()
    {
        // Far mentions Price, which is shadowed; what else it calls is not below a shadowed method.
        var (trees, _) = Run(("A.cs", "using ShadowGen; public static class A { [Shadowed] public static int Price(int x) => x; }"), ("Far.cs", Far.Replace("A.Price(x)", "A.Price(Other.Of(x))")), ("Other.cs", "public static class Other { public static int Of(int x) => x; }"));
        Assert.Equal("A.cs Far.cs", string.Join(' ', trees.Order()));
    }

    [Fact]
    public void Of_a_file_only_what_is_called_is_read()
    {
        var (_, outputs) = Run(
            ("A.cs", "using ShadowGen; public static class A { [Shadowed] public static int Handle(int x) => new Far(x).Go(); }"),
            ("Far.cs", "public class Far { static readonly int One = Start(); int _x = Set(); public Far(int x) => _x += x; public int Go() => _x; public int Aside() => _x; static int Set() => 1; static int Start() => 2; }"));
        var bodies = outputs.SelectMany(text => Regex.Matches(text, @"^\s*body \w+ \S+ \d+ M:(\S+)$", RegexOptions.Multiline)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal("Far.#cctor Far.#ctor(System.Int32) Far.Go Far.Set Far.Start", string.Join(' ', bodies));
    }

    [Fact]
    public void Parts_of_a_constructor_are_read_in_all_files_of_its_type()
    {
        var (_, outputs) = Run(
            ("A.cs", "using ShadowGen; public static class A { [Shadowed] public static object Handle() => new Far(); }"),
            ("Far.cs", "public partial class Far { int _x = Other.One(); public Far() { } public Far(int x) => _x = x; }"),
            ("Far2.cs", "public partial class Far { int _y = Other.Two(); }"),
            ("Other.cs", "public static class Other { public static int One() => 1; public static int Two() => 2; public static int Three() => 3; }"));
        Assert.Contains(outputs, text => text.Contains("M:Other.One", StringComparison.Ordinal) && text.Contains("M:Other.Two", StringComparison.Ordinal) && !text.Contains("M:Other.Three", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_way_is_followed_until_enough_is()
    {
        // One shadowed method leads into a chain of calls: 208 members are followed.
        var chain = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"public static int M{i}(int x) => M{i + 1}(x);"));
        var (_, outputs) = Run(
            ("A.cs", "using ShadowGen; public static class A { [Shadowed] public static int Handle(int x) => Chain.M0(x); }"),
            ("Chain.cs", $"public static class Chain {{ {chain} public static int M300(int x) => x; }}"));
        Assert.Equal(208, outputs.Sum(text => Regex.Count(text, @"^\s*body \w+ \S+ \d+ M:Chain", RegexOptions.Multiline)));
    }

    [Fact]
    public void Overrides_of_what_is_called_are_read()
    {
        var (trees, _) = Run(
            ("A.cs", "using ShadowGen; public static class A { [Shadowed] public static int Handle(Shape shape) => shape.Area(); }"),
            ("Shape.cs", "public abstract class Shape { public abstract int Area(); }"),
            ("Square.cs", "public class Square : Shape { public override int Area() => 4; }"),
            ("Other.cs", "public class Other { public int Size() => 4; }"));
        Assert.Equal("A.cs Shape.cs Square.cs", string.Join(' ', trees.Order()));
    }

    [Theory]
    [InlineData(OutputKind.ConsoleApplication, "A.cs Program.cs")]
    [InlineData(OutputKind.DynamicallyLinkedLibrary, "A.cs")]
    public void Where_a_program_begins_is_read(OutputKind kind, string read)
    {
        var project = Project.Of(
            ("A.cs", "using ShadowGen; public class A : System.IDisposable { public void Dispose() => Price(1); [Shadowed] public static int Price(int x) => x; }"),
            ("Program.cs", "public static class Program { public static void Main() { using (new A()) { } } }"));
        var trees = new ConcurrentBag<string>();
        Project.Driver(bound: tree => trees.Add(Path.GetFileName(tree.FilePath))).RunGenerators(project.Compilation.WithOptions(project.Compilation.Options.WithOutputKind(kind)));
        Assert.Equal(read, string.Join(' ', trees.Order()));
    }

    [Fact]
    public void An_edit_elsewhere_reads_nothing_again()
    {
        var project = Project.Of(("A.cs", Shadowed), ("Between.cs", Between), ("Far.cs", Far), ("Aside.cs", Aside));
        var trees = new ConcurrentBag<string>();
        var driver = Project.Driver(bound: tree => trees.Add(Path.GetFileName(tree.FilePath))).RunGenerators(project.Compilation);
        trees.Clear();
        driver = driver.RunGenerators(project.Edit("Aside.cs", Aside + "// edited").Compilation);
        Assert.Empty(trees);
        driver.RunGenerators(project.Edit("Between.cs", Between.Replace("< 4", "< 5")).Compilation);
        Assert.Equal(["Between.cs"], trees);
    }

    [Fact]
    public void An_expression_that_is_nested_deeper_than_the_stack_costs_its_own_estimate_alone()
    {
        // Of a person none is so deep, of a program it is: one sum of many terms.
        var deep = $"using ShadowGen; public static class A {{ [Shadowed] public static int Sum(int x) => {string.Join(" + ", Enumerable.Repeat("x", 40_000))}; [Shadowed] public static int Twice(int x) => Price(x) + Price(x); [Shadowed] public static int Price(int x) => x; }}";
        IReadOnlyCollection<string> outputs = [];
        var thread = new Thread(() => outputs = Run(("A.cs", deep)).Outputs, 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Contains(outputs, text => Regex.IsMatch(text, @"^\s*prior \w+ \w+ d 2$", RegexOptions.Multiline));
    }

    private static (IReadOnlyCollection<string> Trees, IReadOnlyCollection<string> Outputs) Run(params (string, string)[] files)
    {
        var project = Project.Of(files);
        var trees = new ConcurrentBag<string>();
        var driver = Project.Driver(bound: tree => trees.Add(Path.GetFileName(tree.FilePath))).RunGenerators(project.Compilation);
        return ([.. trees.Distinct()], [.. Project.Outputs(driver).Values]);
    }
}
