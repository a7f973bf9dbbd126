using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary><c>ShadowGenEnabled=false</c> is exactly the build of a project that never heard of the generator.</summary>
[Collection(OnePackage.Name)]
public sealed class PlainBuildTests(PackedShadowGen package)
{
    private const string Deterministic = "<PathMap>$(MSBuildProjectDirectory)=/_/</PathMap>";

    // The attributes stay; generator, analyzers and build files of the package are kept out by hand.
    private const string AttributesOnly = Deterministic + """
        </PropertyGroup>
        <Target Name="AttributesOnly" AfterTargets="ResolveLockFileAnalyzers">
          <ItemGroup>
            <Analyzer Remove="@(Analyzer)" Condition="$([System.String]::Copy('%(Filename)').StartsWith('ShadowGen'))" />
          </ItemGroup>
        </Target>
        <PropertyGroup>
        """;

    [Fact]
    public async Task Disabled_is_byte_for_byte_the_plain_build()
    {
        var disabled = await BuildAsync(package.Reference, Deterministic + "<ShadowGenEnabled>false</ShadowGenEnabled>");
        var plain = await BuildAsync(package.Reference.Replace("/>", """ExcludeAssets="build;buildTransitive" />""", StringComparison.Ordinal), AttributesOnly);
        var enabled = await BuildAsync(package.Reference, Deterministic);

        Assert.Equal(plain, disabled);
        Assert.NotEqual(plain, enabled);
    }

    private async Task<byte[]> BuildAsync(string reference, string properties)
    {
        var project = UserProject.Create(package.NewFolder("App"), reference, properties, ("Orders.cs", Programs.Orders));
        await project.BuildAsync();
        return await File.ReadAllBytesAsync(project.Assembly);
    }
}
