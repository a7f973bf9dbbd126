using ShadowGen.Architecture.Tests.Support;

namespace ShadowGen.Architecture.Tests;

/// <summary>Which way arrows between projects may point.</summary>
public sealed class ProjectReferenceTests
{
    /// <summary>Room: the rooms that it may use, and the packages that its users get with it.</summary>
    private static readonly Dictionary<string, (string[] Rooms, string[] Packages)> Allowed = new()
    {
        ["ShadowGen.Runtime"] = ([], ["System.Numerics.Tensors"]),
        ["ShadowGen.Generator"] = ([], []),
        ["ShadowGen.Analyzers"] = (["ShadowGen.Generator"], []),
        ["ShadowGen.CodeFixes"] = (["ShadowGen.Analyzers", "ShadowGen.Generator"], []),
        ["ShadowGen.Build"] = ([], []),
        ["ShadowGen.Package"] = (["ShadowGen.Runtime", "ShadowGen.Generator", "ShadowGen.Analyzers", "ShadowGen.CodeFixes", "ShadowGen.Build"], ["System.Numerics.Tensors"]),
        ["ShadowGen.Tool"] = (["ShadowGen.Runtime", "ShadowGen.Build"], ["System.CommandLine", "Spectre.Console"]),
        ["ShadowGen.Hosting"] = (["ShadowGen.Runtime"], ["Microsoft.Extensions.DependencyInjection.Abstractions"]),
        ["ShadowGen.RateLimiting"] = (["ShadowGen.Runtime"], ["System.Threading.RateLimiting"]),
    };

    private static readonly IReadOnlyList<ProjectFile> Source = ProjectFile.In("src");

    [Fact]
    public void Every_room_is_in_the_table() => Assert.Equal(Allowed.Keys.Order(), Source.Select(p => p.Name).Order());

    [Fact]
    public void Rooms_use_only_the_rooms_below_them() =>
        Assert.All(Source, p => Assert.Empty(p.Projects.Except(Allowed[p.Name].Rooms)));

    [Fact]
    public void Users_get_only_the_packages_of_the_design() =>
        Assert.All(Source, p => Assert.Equal(Allowed[p.Name].Packages, p.Packages));

    [Fact]
    public void Only_code_fixes_may_use_Workspaces() =>
        Assert.All(Source.Where(p => p.Name != "ShadowGen.CodeFixes"), p => Assert.DoesNotContain(p.AllPackages, n => n.Contains("Workspaces", StringComparison.Ordinal)));

    [Fact]
    public void What_the_compiler_loads_never_loads_the_runtime()
    {
        Type[] compilerSide = [typeof(Analyzers.Rules.InvalidNamespacePatternAnalyzer), typeof(Generator.ShadowGenerator)];

        Assert.All(compilerSide, t => Assert.DoesNotContain(References(t), n => n is "ShadowGen.Runtime" or "ShadowGen.Hosting" or "ShadowGen.RateLimiting"));
    }

    [Fact]
    public void The_runtime_loads_the_BCL_and_Tensors_only()
    {
        var outside = References(typeof(ShadowedAttribute)).Where(n => !n.StartsWith("System.", StringComparison.Ordinal) || n == "System.Numerics.Tensors");

        Assert.Empty(outside.Except(["System.Numerics.Tensors"]));
    }

    private static IEnumerable<string> References(Type type) => type.Assembly.GetReferencedAssemblies().Select(a => a.Name!);
}
