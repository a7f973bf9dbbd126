using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>A shadowed assembly does not depend on where it was built.</summary>
[Collection(OnePackage.Name)]
public sealed class ReproducibleBuildTests(PackedShadowGen package)
{
    [Theory]
    [InlineData("<PathMap>$(MSBuildProjectDirectory)=/_/</PathMap>")]
    [InlineData("<DeterministicSourcePaths>true</DeterministicSourcePaths></PropertyGroup><ItemGroup><SourceRoot Include=\"$(MSBuildProjectDirectory)/\" /></ItemGroup><PropertyGroup>")]
    public async Task Two_folders_give_the_same_bytes(string properties) =>
        Assert.Equal(await BuildAsync("here", properties), await BuildAsync("a much longer folder name with spaces", properties));

    private async Task<byte[]> BuildAsync(string folder, string properties)
    {
        var project = UserProject.Create(Path.Combine(package.NewFolder(folder), "App"), package.Reference, properties, ("Orders.cs", Programs.Orders));
        await project.BuildAsync();
        var bytes = await File.ReadAllBytesAsync(project.Assembly);
        Assert.NotEmpty(SkeletonReader.Read(bytes));
        return bytes;
    }
}
