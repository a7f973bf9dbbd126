using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>The call graph's skeleton is data in the built assembly: tools read it without running anything.</summary>
[Collection(OnePackage.Name)]
public sealed class SkeletonTests(PackedShadowGen package)
{
    [Fact]
    public async Task Built_assembly_tells_methods_and_edges_with_paths_relative_to_the_project()
    {
        var project = UserProject.Create(package.NewFolder("App"), package.Reference, "", ("Orders.cs", Programs.Orders));
        await project.BuildAsync();

        var skeleton = Assert.Single(SkeletonReader.Read(await File.ReadAllBytesAsync(project.Assembly)));

        var lines = skeleton.Split('\n');
        Assert.Equal("shadowgen-skeleton 1", lines[0]);
        Assert.Contains("assembly App", lines);
        Assert.Contains("file Orders.cs", lines);
        Assert.Contains(lines, l => l.StartsWith("method ", StringComparison.Ordinal) && l.EndsWith(" M:Shop.Orders.Handle(System.Int32)", StringComparison.Ordinal));
        Assert.Equal(["0", "1"], lines.Where(l => l.StartsWith("edge ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]));
        Assert.DoesNotContain('\r', skeleton);
    }
}
