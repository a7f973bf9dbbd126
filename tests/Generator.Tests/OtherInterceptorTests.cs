using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Calls that somebody else intercepts, or that the project keeps for itself, stay plain.</summary>
public class OtherInterceptorTests
{
    private const string A = "namespace Shop; public static class A { [ShadowGen.Shadowed] public static int M(int x) { return x; } }";
    private const string B = "namespace Shop; public static class B { public static int Use() => A.M(1) + A.M(2); }";

    [Theory]
    [InlineData("InterceptsLocation")]
    [InlineData("System.Runtime.CompilerServices.InterceptsLocationAttribute")]
    [InlineData("global::System.Runtime.CompilerServices.InterceptsLocation")]
    public void An_interceptor_in_source_keeps_its_call_site(string attribute)
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B));
        var own = $$"""
            using System.Runtime.CompilerServices;
            namespace Other
            {
                static class Mine { [{{attribute}}(1, "{{FirstCall(project)}}")] public static int M(int x) => -x; }
            }
            namespace System.Runtime.CompilerServices
            {
                [AttributeUsage(AttributeTargets.Method)] sealed class InterceptsLocationAttribute : Attribute { public InterceptsLocationAttribute(int version, string data) { _ = version; _ = data; } }
            }
            """;

        var text = project.Edit("Mine.cs", own).Generate().Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;

        Assert.Contains("skip other-interceptor 1:70 ", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("InterceptsLocation(1,").Length - 1);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9, 2, "")]
    [InlineData(LanguageVersion.CSharp13, 2, "")]
    [InlineData(LanguageVersion.CSharp9, 0, "interceptors-disabled ")]
    [InlineData(LanguageVersion.CSharp13, 2, "file ")]
    public void The_attribute_is_declared_once_and_beside_one_of_the_projects_own_in_each_file(LanguageVersion language, int sites, string owned)
    {
        const string Own = "namespace System.Runtime.CompilerServices { sealed class InterceptsLocationAttribute : Attribute { } }";
        var options = Project.Interceptors.WithLanguageVersion(language);
        string[] sources = [A.Replace("namespace Shop;", "", StringComparison.Ordinal), B.Replace("namespace Shop;", "", StringComparison.Ordinal), owned.Length == 0 ? "class None { }" : Own];
        var project = Project.Of(options, Project.Directory, ("A.cs", sources[0]), ("B.cs", sources[1]), ("C.cs", sources[2]));

        var text = project.Generate(options).Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;

        Assert.Equal(sites, text.Split("InterceptsLocation(1,").Length - 1);
        Assert.Contains(owned, text, StringComparison.Ordinal);
        Assert.Equal(owned == "file ", text.Contains("class InterceptsLocationAttribute", StringComparison.Ordinal));
    }

    [Fact]
    public void An_attribute_that_comes_later_changes_every_file()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        Assert.DoesNotContain("class InterceptsLocationAttribute", Project.Outputs(driver).Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value, StringComparison.Ordinal);

        var later = project.Edit("C.cs", "namespace System.Runtime.CompilerServices { sealed class InterceptsLocationAttribute : Attribute { } }");
        driver = driver.RunGeneratorsAndUpdateCompilation(later.Compilation, out var after, out _);

        Assert.Contains("file sealed class InterceptsLocationAttribute", Project.Outputs(driver).Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
        Assert.Empty(after.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Methods_of_known_generators_are_theirs()
    {
        var text = Project.Of(("A.cs", """
            namespace Microsoft.Extensions.Configuration
            {
                [ShadowGen.Shadowed]
                public static class ConfigurationBinder { public static int Get(object x) { return 1; } public static int Other(object x) { return 1; } }
            }
            public static class B { public static int Use() => Microsoft.Extensions.Configuration.ConfigurationBinder.Get(1) + Microsoft.Extensions.Configuration.ConfigurationBinder.Other(1); }
            """)).Generate().Single().Value;

        Assert.Contains("skip other-interceptor ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Get_0", text, StringComparison.Ordinal);
        Assert.Contains("Other_0", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A.M", 2)]
    [InlineData("Shop.A.M", 2)]
    [InlineData("Nothing.X;A.*", 2)]
    [InlineData("M", 0)]
    [InlineData("a.M", 0)]
    [InlineData("hop.A.M", 0)]
    [InlineData("A.N", 0)]
    public void Calls_can_be_excluded_by_name(string setting, int excluded)
    {
        var configuration = Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenExcludeCalls", setting));
        var text = string.Concat(Project.Of(("A.cs", A), ("B.cs", B)).Generate(configuration: configuration).Values);

        Assert.Equal(excluded == 2, text.Contains("left excluded 2 0\n", StringComparison.Ordinal));
        Assert.Equal(2 - excluded, text.Split("InterceptsLocation(1,").Length - 1);
    }

    private static string FirstCall(Project project)
    {
        var tree = project.Compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("B.cs", StringComparison.Ordinal));
        var call = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().First();
        return project.Compilation.GetSemanticModel(tree).GetInterceptableLocation(call)!.Data;
    }
}
