using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>Whatever NuGet and the SDK let flow on: a project above one that references the package has its analyzers exactly once, unless it opts out.</summary>
[Collection(OnePackage.Name)]
public sealed class TransitiveReferenceTests(PackedShadowGen package)
{
    private static readonly string[] CompilerRooms = ["ShadowGen.Analyzers.dll", "ShadowGen.CodeFixes.dll", "ShadowGen.Generator.dll"];

    [Fact]
    public async Task Direct_reference_gives_generator_and_analyzers_once()
    {
        var app = App(package.NewFolder("App"), package.Reference);

        AssertShadowed(await app.BuildAndInspectAsync());
    }

    [Fact]
    public async Task App_to_project_to_ShadowGen()
    {
        var root = package.NewFolder("Solution");
        Library(Path.Combine(root, "Lib"));
        var app = App(Path.Combine(root, "App"), """<ProjectReference Include="../Lib/Lib.csproj" />""");

        AssertShadowed(await app.BuildAndInspectAsync());
        AssertPlain(await app.BuildAndInspectAsync("-p:ShadowGenTransitive=false", "--no-incremental", "--no-dependencies"));
    }

    [Fact]
    public async Task App_to_package_to_ShadowGen()
    {
        var id = "Lib" + Guid.NewGuid().ToString("N");
        await Library(package.NewFolder(id)).PackAsync(package.Feed);
        var app = App(package.NewFolder("App"), $"""<PackageReference Include="{id}" Version="1.0.0" />""");

        AssertShadowed(await app.BuildAndInspectAsync());
        AssertPlain(await app.BuildAndInspectAsync("-p:ShadowGenTransitive=false", "--no-incremental"));
    }

    [Fact]
    public async Task CompilerRooms_ways_at_once_add_nothing_twice()
    {
        var root = package.NewFolder("Solution");
        Library(Path.Combine(root, "Lib"));
        var app = App(Path.Combine(root, "App"), package.Reference + """<ProjectReference Include="../Lib/Lib.csproj" />""");

        AssertShadowed(await app.BuildAndInspectAsync());
    }

    [Fact]
    public async Task Opting_out_of_transitive_use_leaves_a_direct_reference_alone()
    {
        var app = App(package.NewFolder("App"), package.Reference, "<ShadowGenTransitive>false</ShadowGenTransitive>");

        AssertShadowed(await app.BuildAndInspectAsync());
    }

    [Fact]
    public async Task An_SDK_that_does_not_let_analyzers_flow_gives_the_same()
    {
        // What NuGet brought is taken away before the package's own target runs.
        const string NoFlow = """
            </PropertyGroup>
            <Target Name="NoFlow" AfterTargets="ResolveLockFileAnalyzers">
              <ItemGroup>
                <Analyzer Remove="@(Analyzer)" Condition="$([System.String]::Copy('%(Filename)').StartsWith('ShadowGen'))" />
              </ItemGroup>
            </Target>
            <PropertyGroup>
            """;
        var root = package.NewFolder("Solution");
        Library(Path.Combine(root, "Lib"));
        var app = App(Path.Combine(root, "App"), """<ProjectReference Include="../Lib/Lib.csproj" />""", NoFlow);

        AssertShadowed(await app.BuildAndInspectAsync());
        AssertPlain(await app.BuildAndInspectAsync("-p:ShadowGenTransitive=false", "--no-incremental", "--no-dependencies"));
    }

    [Fact]
    public async Task Disabled_gives_none()
    {
        var app = App(package.NewFolder("App"), package.Reference, "<ShadowGenEnabled>false</ShadowGenEnabled>");

        var compiler = await app.BuildAndInspectAsync();

        AssertPlain(compiler);
        Assert.DoesNotContain("ShadowGenEnabled", compiler.VisibleProperties);
    }

    private static UserProject App(string folder, string references, string properties = "") =>
        UserProject.Create(folder, references, "<OutputType>Exe</OutputType>" + properties, ("Program.cs", "Console.WriteLine(1);"));

    private UserProject Library(string folder) =>
        UserProject.Create(folder, package.Reference, "<PackageVersion>1.0.0</PackageVersion>", ("Lib.cs", "public static class Lib;"));

    private static void AssertShadowed(CompilerInput compiler)
    {
        Assert.Equal(CompilerRooms, compiler.Analyzers);
        Assert.Equal(["ShadowGen.Generated", "global"], compiler.InterceptorsNamespaces);
        Assert.Single(compiler.VisibleProperties, n => n == "ShadowGenEnabled");
        Assert.Single(compiler.VisibleProperties, n => n == "MSBuildProjectDirectory");
    }

    private static void AssertPlain(CompilerInput compiler)
    {
        Assert.Empty(compiler.Analyzers);
        Assert.Empty(compiler.InterceptorsNamespaces);
    }
}
