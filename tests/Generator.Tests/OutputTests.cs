using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>When there is output, what it is named, and that it depends on nothing but the source.</summary>
public class OutputTests
{
    private const string Source = "using ShadowGen; public static class A { [Shadowed] public static int M() => 1; public static int Use() => M(); }";

    [Fact]
    public void Equal_source_gives_equal_bytes_wherever_it_is_checked_out()
    {
        (string, string)[] files = [("A.cs", Source), ("sub/B.cs", "public static class B { public static int Use() => A.M() + A.M(); }")];
        var here = Project.Of(Project.Interceptors, "/one/place", files).Generate(directory: "/one/place");
        var there = Project.Of(Project.Interceptors, "/another", files).Generate(directory: "/another/");
        Assert.Equal(2, here.Count);
        Assert.Equal(here.OrderBy(file => file.Key, StringComparer.Ordinal), there.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Files_of_one_name_in_several_folders_have_outputs_of_their_own()
    {
        var output = Project.Of(
            ("A.cs", Source),
            ("x/Same.cs", "public static class X { public static int Use() => A.M(); }"),
            ("X/Same.cs", "public static class Y { public static int Use() => A.M(); }"),
            ("x/0.cs", "public static class Z { public static int Use() => A.M(); }"),
            ("x/Ünïcode 'name'\".cs", "public static class U { public static int Use() => A.M(); }")).Generate();
        Assert.Equal(5, output.Count);
        Assert.Equal(5, output.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains(output.Values, text => text.Contains("file x/Same.cs\n", StringComparison.Ordinal));
        Assert.Contains(output.Values, text => text.Contains("file X/Same.cs\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_without_a_path_each_have_an_output()
    {
        var compilation = Project.Of().Compilation.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(Source, Project.Interceptors, encoding: System.Text.Encoding.UTF8),
            CSharpSyntaxTree.ParseText("public static class B { public static int Use() => A.M(); }", Project.Interceptors, encoding: System.Text.Encoding.UTF8));
        Assert.Equal(2, Project.Outputs(Project.Driver().RunGenerators(compilation)).Count);
    }

    [Theory]
    [InlineData("/work-tree/Shared/L.cs", "", "../Shared/L.cs")]
    [InlineData("/work-tree/Shared/L.cs", "/work-tree/", "/_/Shared/L.cs")]
    [InlineData("/work-tree/Shop/sub/L.cs", "/work-tree/", "sub/L.cs")]
    [InlineData("/elsewhere/deep/L.cs", "", "L.cs")]
    public void Linked_files_are_named_without_the_machine(string path, string mapped, string expected)
    {
        var project = Project.Of(("A.cs", Source), (path, "public static class L { public static int Use() => A.M(); }"));
        if (mapped.Length != 0)
            project = project.With(compilation => compilation.WithOptions(compilation.Options.WithSourceReferenceResolver(new SourceFileResolver([], null, [new(mapped, "/_/")]))));
        Assert.Contains(project.Generate().Values, text => text.Contains($"file {expected}\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Switched_off_it_emits_nothing() => Assert.Empty(Project.Of(("A.cs", Source)).Generate(isEnabled: false));

    [Fact]
    public void Switched_off_and_on_again_between_two_runs()
    {
        var project = Project.Of(("A.cs", Source));
        var driver = Project.Driver(isEnabled: false).RunGenerators(project.Compilation);
        Assert.Empty(Project.Outputs(driver));
        driver = Project.Switch(driver, isEnabled: true).RunGenerators(project.Compilation);
        Assert.Equal(project.Generate(), Project.Outputs(driver));
        driver = Project.Switch(driver, isEnabled: false).RunGenerators(project.Compilation);
        Assert.Empty(Project.Outputs(driver));
    }

    [Fact]
    public void A_language_that_cannot_say_every_shape_gets_no_output()
    {
        var options = Project.Interceptors.WithLanguageVersion(LanguageVersion.CSharp7_2);
        var project = Project.Of(options, Project.Directory, ("A.cs", Source.Replace("=> 1;", "{ return 1; }", StringComparison.Ordinal)))
            .With(compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        Assert.Empty(project.Generate(options));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp8, Source, false)]
    [InlineData(LanguageVersion.CSharp9, Source, true)]
    [InlineData(LanguageVersion.CSharp13, Source, true)]
    [InlineData(LanguageVersion.CSharp13, "public static class A { public static int M() => 1; }", false)]
    public void An_assembly_with_shadowed_code_says_that_it_is_there_where_the_language_can(LanguageVersion version, string source, bool says)
    {
        var options = Project.Interceptors.WithLanguageVersion(version);
        var project = Project.Of(options, Project.Directory, ("A.cs", source));
        var module = Project.Module(Project.Driver(options: options).RunGenerators(project.Compilation));
        Assert.Equal(says, module?.Contains("Loaded(typeof(ShadowGenModule).Assembly);", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_later_language_compiles_the_output(LanguageVersion version)
    {
        var options = Project.Interceptors.WithLanguageVersion(version);
        Assert.Contains("edge 0", Project.Of(options, Project.Directory, ("A.cs", Source)).Generate(options).Values.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("ShadowGen", true)]
    [InlineData("Other;ShadowGen.Generated", true)]
    [InlineData("Other; ShadowGen.Generated", false)]
    [InlineData("ShadowGen.Gen", false)]
    [InlineData("global", true)]
    public void Without_the_interceptors_namespace_the_build_stays_whole_and_each_site_says_why(string namespaces, bool isEnabled)
    {
        var options = Project.Interceptors.WithFeatures([new("InterceptorsNamespaces", namespaces)]);
        var text = Project.Of(options, Project.Directory, ("A.cs", Source)).Generate(options).Values.Single();
        Assert.Equal(isEnabled, text.Contains("edge 0", StringComparison.Ordinal));
        Assert.Equal(!isEnabled, text.Contains("skip interceptors-disabled 1:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Shop.@event.Inner", "ShadowGen.Generated", false)]
    [InlineData("Shop.@event.Inner", "ShadowGen.Generated;Shop.eve", false)]
    [InlineData("Shop.@event.Inner", "ShadowGen.Generated;Shop.event", true)]
    [InlineData("Shop.@event.Inner", "ShadowGen.Generated;global", true)]
    [InlineData("", "ShadowGen.Generated;Shop", false)]
    [InlineData("", "ShadowGen.Generated;global", true)]
    public void A_shim_in_a_partial_type_needs_its_namespace_to_be_enabled(string space, string namespaces, bool isEnabled)
    {
        const string type = "partial class A { private class Key; [ShadowGen.Shadowed] private static int M(Key? key) => 1; public static int Use() => M(null); }";
        var options = Project.Interceptors.WithFeatures([new("InterceptorsNamespaces", namespaces)]);
        var text = Project.Of(options, Project.Directory, ("A.cs", space.Length == 0 ? type : $"namespace {space} {{ {type} }}")).Generate(options).Values.Single();
        Assert.Equal(isEnabled, text.Contains("edge 0", StringComparison.Ordinal));
        Assert.Equal(!isEnabled, text.Contains("skip interceptors-disabled 1:", StringComparison.Ordinal));
    }

    [Fact]
    public void More_edges_than_a_file_may_have_stay_plain()
    {
        const int most = Shared.KnownNames.MaxEdges;
        var methods = string.Concat(Enumerable.Range(0, most + 1).Select(i => $"public static void M{i}() {{ }}\n"));
        var calls = string.Concat(Enumerable.Range(0, most + 1).Select(i => $"A.M{i}();\n"));
        var project = Project.Of(("A.cs", $"using ShadowGen; [Shadowed] public static class A {{ {methods} }}"), ("B.cs", $"public static class B {{ public static void Use() {{ {calls} A.M0(); }} }}"));
        var text = Project.Outputs(Project.Driver().RunGenerators(project.Compilation)).Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;
        Assert.Contains($" = {most};", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.TrimStart().StartsWith("skip too-many-edges", StringComparison.Ordinal));
        Assert.Single(text.Split('\n'), line => line.TrimStart().StartsWith("edge 0 ", StringComparison.Ordinal) && line.Contains(',', StringComparison.Ordinal));
    }

    [Fact]
    public void One_shim_carries_every_site_of_its_edge()
    {
        var text = Project.Of(("A.cs", Source), ("B.cs", "public static class B { public static int Use() { var x = A.M(); while (x < 3) { x += A.M(); } return x; } }"))
            .Generate().Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;
        Assert.Equal(2, text.Split("InterceptsLocation(1,").Length - 1);
        Assert.Equal(1, text.Split("internal static int M_0()").Length - 1);
        Assert.Contains(" 1 1:61,1:89\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_in_the_users_code_do_not_stop_the_generator()
    {
        var project = Project.Of(("A.cs", Source), ("B.cs", "public static class B { public static int Use() => A.M(1, ; public int X => A.M(; A.M<int>() ; } class B : Nowhere { [Shadowed] void M( }"));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        Assert.NotEmpty(Project.Outputs(driver));
    }
}
