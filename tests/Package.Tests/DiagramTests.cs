using System.Text.Json;
using ShadowGen.Package.Tests.Support;
using ShadowGen.TestSupport;

namespace ShadowGen.Package.Tests;

/// <summary>A build leaves pictures of its call graph.</summary>
[Collection(OnePackage.Name)]
public sealed class DiagramTests(PackedShadowGen package)
{
    private static readonly string[] WithoutPage = ["callgraph.dot", "callgraph.json", "callgraph.mmd"];

    private string[] All => package.HasLayoutLibrary ? ["callgraph.dot", "callgraph.html", "callgraph.json", "callgraph.mmd"] : WithoutPage;

    [Fact]
    public async Task After_a_build_the_files_are_there_and_one_line_says_where()
    {
        var project = Orders("App", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");

        var line = Assert.Single(Lines(await project.BuildAsync()));

        Assert.StartsWith("ShadowGen: call graph of 3 methods and 2 calls: callgraph.mmd, .dot, .json", line, StringComparison.Ordinal);
        Assert.EndsWith(" (in obj/Release/ShadowGen)", line.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal(All, Files(Output(project)));
        using (var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Output(project), "callgraph.json"))))
            Assert.Equal(["Handle", "Price", "Tax"], json.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()));
        Assert.Contains("subgraph in_Orders_", await File.ReadAllTextAsync(Path.Combine(Output(project), "callgraph.mmd")), StringComparison.Ordinal);
        if (package.HasLayoutLibrary)
            Assert.Contains("Chris Pettitt", await File.ReadAllTextAsync(Path.Combine(Output(project), "callgraph.html")), StringComparison.Ordinal);

        // Nothing changed: nothing is written or said. Something that does not compile anew leaves them there.
        var written = File.GetLastWriteTimeUtc(Path.Combine(Output(project), "callgraph.json"));
        Assert.Empty(Lines(await project.BuildAsync()));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Output(project), "callgraph.json")));
        Assert.Equal(All, Files(Output(project)));
    }

    [Fact]
    public async Task Switched_off_there_are_none()
    {
        var project = Orders("App", "");
        await project.BuildAsync();

        Assert.Empty(Lines(await project.BuildAsync("--no-incremental", "-p:ShadowGenDiagrams=false")));
        Assert.Empty(Files(Output(project)));

        await project.BuildAsync("--no-incremental");
        Assert.Equal(All, Files(Output(project)));
        Assert.Empty(Lines(await project.BuildAsync("--no-incremental", "-p:ShadowGenEnabled=false")));
        Assert.Empty(Files(Output(project)));
    }

    [Fact]
    public async Task Copies_go_where_a_review_sees_them()
    {
        var project = Orders("App", "<ShadowGenDiagramDirectory>docs/graph</ShadowGenDiagramDirectory><ShadowGenDiagramEdges>1</ShadowGenDiagramEdges>");

        var line = Assert.Single(Lines(await project.BuildAsync()));

        Assert.Contains("; in .mmd and .dot, 1 type folded (3 methods)", line, StringComparison.Ordinal);
        Assert.Equal(All.Select(name => "App." + name), Files(Path.Combine(Path.GetDirectoryName(project.File)!, "docs", "graph")));
    }

    [Fact]
    public async Task Each_framework_has_its_own()
    {
        var project = Orders("App", "<TargetFramework></TargetFramework><TargetFrameworks>net10.0</TargetFrameworks><AppendTargetFrameworkToOutputPath>true</AppendTargetFrameworkToOutputPath><ShadowGenDiagramDirectory>docs</ShadowGenDiagramDirectory>");
        await project.BuildAsync();

        var folder = Path.GetDirectoryName(project.File)!;
        Assert.Equal(All, Files(Path.Combine(folder, "obj", "Release", "net10.0", "ShadowGen")));
        Assert.Equal(All.Select(name => "App." + name), Files(Path.Combine(folder, "docs", "net10.0")));
    }

    [Fact]
    public async Task A_fault_is_a_message_and_no_failure()
    {
        var project = Orders("App", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><ShadowGenDiagramEdges>many</ShadowGenDiagramEdges>");

        var line = Assert.Single(Lines(await project.BuildAsync()));

        Assert.Contains("was not written to 'obj/Release/ShadowGen': ShadowGenDiagramEdges is 'many': it must be a number, 1 or more.", line.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Empty(Files(Output(project)));
    }

    [Fact]
    public async Task A_package_made_without_npm_makes_the_other_files_and_says_why()
    {
        var version = package.Version + "-nonpm";
        var packed = await package.PackAsync(package.Feed, version: version, arguments: ["-p:NpmCommand=npm-that-is-not-there", $"-p:LayoutFolder={package.NewFolder("layout")}/"]);
        Assert.Single(packed.Output.Split('\n'), text => text.Contains("the layout library could not be fetched", StringComparison.Ordinal));

        var project = UserProject.Create(package.NewFolder("App"), $"""<PackageReference Include="ShadowGen" Version="{version}" />""", "", ("Orders.cs", Programs.Orders));
        var line = Assert.Single(Lines(await project.BuildAsync()));

        Assert.Contains("; no callgraph.html, because this ShadowGen was packed without the layout library", line, StringComparison.Ordinal);
        Assert.Equal(WithoutPage, Files(Output(project)));
    }

    private UserProject Orders(string name, string properties) => UserProject.Create(package.NewFolder(name), package.Reference, properties, ("Orders.cs", Programs.Orders));

    private static string Output(UserProject project) => Path.Combine(Path.GetDirectoryName(project.File)!, "obj", "Release", "ShadowGen");

    private static List<string> Files(string folder) => !Directory.Exists(folder) ? [] :
        Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Where(name => name.Contains("callgraph", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();

    private static List<string> Lines(CommandResult build) =>
        build.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("ShadowGen:", StringComparison.Ordinal) && line.Contains("call graph", StringComparison.Ordinal)).ToList();
}
