using System.Globalization;
using ShadowGen.TestSupport;

namespace ShadowGen.Package.Tests.Support;

/// <summary>
/// The nupkg, packed once for all tests into a feed of its own, under a version that never existed before: no package cache can hold a stale one.
/// </summary>
public sealed class PackedShadowGen : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new("package");

    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test-{Guid.NewGuid():N}");

    public string Feed => _folder.PathOf("feed");

    public string Nupkg => Path.Combine(Feed, $"ShadowGen.{Version}.nupkg");

    /// <summary>What a user writes to get it.</summary>
    public string Reference => $"""<PackageReference Include="ShadowGen" Version="{Version}" />""";

    /// <summary>What a user writes to register shadowed services as well.</summary>
    public string HostingReference => $"""<PackageReference Include="ShadowGen.Hosting" Version="{Version}" />""";

    /// <summary>What a user writes to admit by predicted cost.</summary>
    public string RateLimitingReference => $"""<PackageReference Include="ShadowGen.RateLimiting" Version="{Version}" />""";

    public string SymbolPackage => Path.ChangeExtension(Nupkg, ".snupkg");

    /// <summary>Without npm or a network the package is made without it; in CI that is a failure.</summary>
    public bool HasLayoutLibrary { get; private set; }

    public async Task InitializeAsync()
    {
        var packed = await PackAsync(Feed);
        HasLayoutLibrary = !packed.Output.Contains("the layout library could not be fetched", StringComparison.Ordinal);
        Assert.True(HasLayoutLibrary || !Repository.IsContinuousIntegration, packed.Output);
        await PackAsync(Feed, "src/Hosting");
        await PackAsync(Feed, "src/RateLimiting");
        _folder.Write("nuget.config", $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="packages" />
              </config>
              <packageSources>
                <add key="packed by this test run" value="feed" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="what this repository restored" value="{await RestoredPackagesAsync()}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        _folder.Write("Directory.Build.props", "<Project />");
        _folder.Write("Directory.Build.targets", "<Project />");
        _folder.Write("Directory.Packages.props", "<Project />");
        _folder.Write(".editorconfig", "root = true");
    }

    internal async Task<CommandResult> PackAsync(string output, string project = "src/Package", string? version = null, params string[] arguments) => (await CommandLine.DotNetAsync(
        Repository.Root, ["pack", project, "--no-build", "-c", Repository.Configuration, "-o", output, $"-p:Version={version ?? Version}", .. arguments])).EnsureSuccess();

    /// <summary>A new, empty folder whose projects restore from the feed.</summary>
    internal string NewFolder(string name)
    {
        var path = _folder.PathOf("work", Guid.NewGuid().ToString("N")[..8], name);
        Directory.CreateDirectory(path);
        return path;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private async Task<string> RestoredPackagesAsync()
    {
        var result = (await CommandLine.DotNetAsync(_folder.Root, "nuget", "locals", "global-packages", "--list", "--force-english-output")).EnsureSuccess();
        return result.Output[(result.Output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}

[CollectionDefinition(Name)]
public sealed class OnePackage : ICollectionFixture<PackedShadowGen>
{
    public const string Name = "package";
}
