using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Parsing;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Which methods are left out because a shim would cost as much as they do.</summary>
public class MethodSizeTests
{
    /// <summary>Size, and a method of that size.</summary>
    public static TheoryData<int, string> Sizes => new()
    {
        { 0, "void M() { }" },
        { 0, "int M() => _field;" },
        { 0, "int M() { return this._a.B; }" },
        { 0, "int M() => -1;" },
        { 0, "object M(object x) => (string)x!;" },
        { 0, "string M() => nameof(M);" },
        { 1, "void M(int x) => _field = x;" },
        { 1, "int M(int x) => x * 3;" },
        { 1, "int M(int x) { var y = x; return y; }" },
        { 1, "int M() => _items[0];" },
        { 3, "char M() => _at < _text.Length ? _text[_at] : '\\0';" },
        { 6, "int M(int x) => _inner.Load(x);" },
        { 6, "object M() => new object();" },
        { 6, "int[] M() => [];" },
        { 7, "int M(int x) => _inner.Load(x) + 1;" },
        { 12, "int M(int x) => Load(Key(x));" },
        { 12, "void M() { while (true) { } }" },
        { 18, "async Task M() => await N();" },
        { 12, "IEnumerable<int> M() { yield return 1; }" },
        { 18, "void M() { lock (_gate) N(); }" },
        { 12, "Func<int, int> M() => x => x;" },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_size_is_the_number_of_operations(int size, string method)
    {
        var declaration = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(method)!;
        Assert.True(MethodSize.IsBelow(declaration, size + 1));
        Assert.False(MethodSize.IsBelow(declaration, size));
    }

    [Theory]
    [InlineData("public abstract class C { public abstract int M(); public static int Use(C c) => c.M(); }")]
    [InlineData("public class C { public virtual int M() => 1; public static int Use(C c) => c.M(); }")]
    [InlineData("public interface C { int M(); static int Use(C c) => c.M(); }")]
    [InlineData("public interface C { int M() => 1; static int Use(C c) => c.M(); }")]
    [InlineData("public static class C { [System.Runtime.InteropServices.DllImport(\"x\")] public static extern int M(); public static int Use() => M(); }")]
    [InlineData("public static class C { [ShadowGen.Shadowed] public static int M() => 1; public static int Use() => M(); }")]
    public void What_runs_elsewhere_and_what_is_named_itself_is_shadowed_whatever_its_size(string source)
    {
        var text = Assert.Single(Everything(("A.cs", source)));
        Assert.Contains("\nedge 0 ", Unindented(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "public abstract class C { public abstract int M(); } public class D : C { public override int M() => 1; }")]
    [InlineData(true, "public abstract class C { public abstract int M(); } public abstract class D : C { } public class E : D { public override int M() => 1; } public class F : E { public sealed override int M() => 2; }")]
    [InlineData(true, "public abstract class C { public abstract int M(); } public abstract class D : C { public abstract override int M(); } public class E : D { public override int M() => 1; }")]
    [InlineData(true, "public class C { public virtual int M() => 1; } public class D : C { public override int M() => 2; }")]
    [InlineData(true, "public abstract class B<T> { public abstract T M(); } public abstract class C : B<int> { } public class D : C { public override int M() => 1; }")]
    [InlineData(false, "public class C { public virtual int M() => 1; } public class D : C { public override int M() { while (true) { } } }")]
    [InlineData(false, "public class C { public virtual int M() { while (true) { } } } public class D : C { public override int M() => 1; }")]
    [InlineData(false, "public abstract class C { public abstract int M(); } public class D : C { public override int M() => 1; } public class E : D { public override int M() { while (true) { } } }")]
    [InlineData(false, "public abstract class C { [ShadowGen.Shadowed] public abstract int M(); } public class D : C { public override int M() => 1; }")]
    public void A_dispatched_method_is_small_when_all_that_may_run_is(bool isLeftOut, string source)
    {
        var text = Assert.Single(Everything(("A.cs", source + " public static class Program { public static int Use(C c) => c.M(); }")));
        Assert.Equal(!isLeftOut, text.Contains("InterceptsLocation(", StringComparison.Ordinal));
    }

    [Fact]
    public void An_override_that_grows_over_the_threshold_rebinds_the_callers_of_what_it_overrides()
    {
        const string Small = "public class D : C { public override int M() { return 1; } }";
        var large = Small.Replace("return 1;", "while (true) { }", StringComparison.Ordinal);
        var configuration = Configuration.Of(("build_property.ShadowGenInclude", "**"));
        var project = Project.Of(("A.cs", Small), ("B.cs", "public abstract class C { public abstract int M(); public static int Use(C c) { return c.M(); } }"));
        var driver = Project.Driver(configuration: configuration).RunGenerators(project.Compilation);

        foreach (var text in new[] { large, Small })
        {
            project = project.Edit("A.cs", text);
            driver = driver.RunGenerators(project.Compilation);
            Assert.Equal(project.Generate(configuration: configuration), Project.Outputs(driver));
            Assert.Equal(text == large, Project.Outputs(driver).Values.Any(static output => output.Contains("M_0", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void What_is_left_out_is_counted_in_the_file_that_calls_and_the_file_that_declares()
    {
        var outputs = Everything(
            ("A.cs", "public static class A { public static int Get() => 1; public static int Half(int x) => x / 2; public static int Never() => 0; }"),
            ("B.cs", "public static class B { public static int Use() => A.Get() + A.Get() + A.Half(3); public static System.Func<int> Group() => A.Get; }"));

        Assert.Contains("\nleft too-small 0 3\n", Unindented(outputs[0]), StringComparison.Ordinal);
        Assert.Contains("\nleft too-small 3 1\n", Unindented(outputs[1]), StringComparison.Ordinal);
        Assert.DoesNotContain(outputs, text => text.Contains("InterceptsLocation", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_left_out_at_0()
    {
        var text = Assert.Single(Project.Of(("A.cs", "public static class A { public static int Get() => 1; public static int Use() => Get(); }"))
            .Generate(configuration: Configuration.Of(("build_property.ShadowGenInclude", "**"), ("build_property.ShadowGenMinimumSize", "0"))).Values);

        Assert.DoesNotContain("left ", text, StringComparison.Ordinal);
        Assert.Contains("Get_0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_grows_over_the_threshold_rebinds_its_callers()
    {
        const string Small = "public static class A { public static int Get(int x) { return x; } }";
        var large = Small.Replace("return x;", "while (x > 9) { x -= 9; } return x;", StringComparison.Ordinal);
        var configuration = Configuration.Of(("build_property.ShadowGenInclude", "**"));
        var project = Project.Of(("A.cs", Small), ("B.cs", "public static class B { public static int Use() { return A.Get(1); } }"));
        var driver = Project.Driver(configuration: configuration).RunGenerators(project.Compilation);

        foreach (var text in new[] { large, Small })
        {
            project = project.Edit("A.cs", text);
            driver = driver.RunGenerators(project.Compilation);
            var outputs = Project.Outputs(driver);
            Assert.Equal(project.Generate(configuration: configuration), outputs);
            Assert.Equal(text == large, outputs.Values.Any(output => output.Contains("Get_0", StringComparison.Ordinal)));
        }
    }

    private static List<string> Everything(params (string, string)[] files) => Project.Of(files)
        .Generate(configuration: Configuration.Of(("build_property.ShadowGenInclude", "**"))).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value).ToList();

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
