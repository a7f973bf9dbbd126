using System.Text.Json;
using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>A build tells how much of what could be shadowed is.</summary>
[Collection(OnePackage.Name)]
public sealed class CoverageTests(PackedShadowGen package)
{
    private const string Source = """
        using ShadowGen;

        namespace Shop;

        [Shadowed]
        public class Base
        {
            public virtual int Price(int x) => x;
            public int Half(int x) => x / 2;
        }

        [Shadowed]
        public class Derived : Base
        {
            public override int Price(int x) { var y = Half(x) + Half(x); return base.Price(y) * y * y; }
            public static int Use(Derived d) => d.Price(1) + d.Price(2);
            public static System.Func<int, int> Group(Derived d) => d.Price;
        }
        """;

    private const string Line = "ShadowGen: 2 of 3 call sites shadowed (66.6 %): 1 base call; 1 method group stay as they are; 2 calls of 2 methods left out as too small";

    [Fact]
    public async Task A_build_that_compiles_writes_the_report_and_says_one_line()
    {
        var project = UserProject.Create(package.NewFolder("App"), package.Reference, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", ("Shop.cs", Source));
        var report = Path.Combine(Path.GetDirectoryName(project.File)!, "obj", "Release", "ShadowGen", "coverage.json");

        Assert.Equal([Line], Lines(await project.BuildAsync()));
        using (var json = JsonDocument.Parse(await File.ReadAllTextAsync(report)))
        {
            Assert.Equal("shadowgen-coverage/1", json.RootElement.GetProperty("schema").GetString());
            var site = Assert.Single(json.RootElement.GetProperty("skipped").EnumerateArray()).GetProperty("at")[0];
            Assert.Equal("Shop.cs(15,79) M:Shop.Base.Price(System.Int32)", $"{site.GetProperty("file")}({site.GetProperty("line")},{site.GetProperty("column")}) {site.GetProperty("callee")}");
        }

        var written = File.GetLastWriteTimeUtc(report);
        Assert.Empty(Lines(await project.BuildAsync()));
        Assert.Equal(written, File.GetLastWriteTimeUtc(report));

        Assert.Empty(Lines(await project.BuildAsync("--no-incremental", "-p:ShadowGenEnabled=false")));
        Assert.False(File.Exists(report));
    }

    [Fact]
    public async Task A_debug_build_and_one_without_the_report_are_the_same_otherwise()
    {
        var project = UserProject.Create(package.NewFolder("App"), package.Reference, "", ("Shop.cs", Source));

        Assert.Equal([Line], Lines(await project.BuildAsync("-p:Configuration=Debug")));
        Assert.Empty(Lines(await project.BuildAsync("-p:ShadowGenCoverage=false")));
    }

    private static List<string> Lines(ShadowGen.TestSupport.CommandResult build) =>
        build.Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("ShadowGen: ", StringComparison.Ordinal) && line.Contains(" call sites ", StringComparison.Ordinal)).ToList();
}
