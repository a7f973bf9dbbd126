using ShadowGen.Codebases.Sources;
using ShadowGen.TestSupport;

namespace ShadowGen.Codebases.Tests;

public sealed class SourcesTests
{
    [Fact]
    public void What_the_compiler_loads_is_kept_with_all_that_it_references()
    {
        using var folder = new TemporaryFolder("graph");
        folder.Write("App/App.csproj", """<Project><ItemGroup><ProjectReference Include="..\Gen\Gen.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" /><ProjectReference Include="..\Lib\Lib.csproj" /></ItemGroup></Project>""");
        folder.Write("Fixes/Fixes.csproj", "<Project><ProjectReference Include=\"../Rules/Rules.csproj\">\n<OutputItemType>Analyzer</OutputItemType>\n</ProjectReference></Project>");
        folder.Write("Gen/Gen.csproj", """<Project><ProjectReference Include="../Common/Common.csproj" /></Project>""");
        folder.Write("Rules/Rules.csproj", "<Project />");
        folder.Write("Common/Common.csproj", "<Project />");
        folder.Write("Lib/Lib.csproj", "<Project />");

        Assert.Equal(["Common", "Gen", "Rules"], new ProjectGraph(folder.Root, []).LoadedByCompiler());
    }

    [Fact]
    public void Test_projects_are_known_by_name_or_package_and_can_be_excluded()
    {
        using var folder = new TemporaryFolder("graph");
        folder.Write("a/Shop.Tests.csproj", "<Project />");
        folder.Write("b/Checks.csproj", """<Project><PackageReference Include="xunit" Version="2.9.3" /></Project>""");
        folder.Write("c/Shop.csproj", "<Project />");
        folder.Write("slow/Slow.Tests.csproj", "<Project />");

        Assert.Equal(["a/Shop.Tests.csproj", "b/Checks.csproj"], new ProjectGraph(folder.Root, ["slow/"]).Tests);
    }

    [Fact]
    public void A_copy_has_everything_but_outputs_and_the_pinned_SDK()
    {
        using var folder = new TemporaryFolder("copy");
        folder.Write("from/global.json", """{ "sdk": { "version": "9.9.999" }, /* kept */ "msbuild-sdks": { "A": "1.0" }, }""");
        folder.Write("from/src/A.csproj", "<Project />");
        folder.Write("from/src/obj/project.assets.json", "{}");
        folder.Write("from/src/bin/A.dll", "");
        folder.Write("from/data/bin/kept.txt", "");
        folder.Write("from/.git/HEAD", "x");

        var copy = WorkingCopy.Create(folder.PathOf("from"), folder.PathOf("work"), Variant.Plain);

        Assert.Equal(
            [".git/HEAD", "data/bin/kept.txt", "global.json", "src/A.csproj"],
            Directory.EnumerateFiles(copy.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(copy.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal("""{"msbuild-sdks":{"A":"1.0"}}""", File.ReadAllText(Path.Combine(copy.Root, "global.json")));
    }
}
