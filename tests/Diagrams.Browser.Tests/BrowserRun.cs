using System.Text.Json;
using ShadowGen.Build.Diagrams;
using ShadowGen.Build.Tests.Diagrams;
using ShadowGen.TestSupport;

namespace ShadowGen.Diagrams.Browser.Tests;

/// <summary>All checks of Browser/*.mjs, run once in one browser; each test asks for one of them by name.</summary>
public sealed class BrowserRun : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new("browser");
    private readonly Dictionary<string, string> _results = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        if (BrowserTools.Missing is { } missing)
        {
            Assert.False(Repository.IsContinuousIntegration, missing);
            return;
        }

        var library = await File.ReadAllTextAsync(BrowserTools.LayoutLibrary + ".LEGAL.txt") + "\n" + await File.ReadAllTextAsync(BrowserTools.LayoutLibrary);
        Write("nasty", Skeletons.Nasty(), library);
        var app = Skeletons.Application(15, 10, 10);
        Write("large", Skeletons.Of(app.Methods, [.. app.Calls]), library);
        Write("empty", "shadowgen-skeleton 1\nassembly App\n", library);
        foreach (var file in Directory.GetFiles(Repository.PathOf("samples", "QuickStart", "obj", Repository.Configuration, "net10.0", "ShadowGen"), "callgraph.*"))
            File.Copy(file, _folder.PathOf("quickstart" + Path.GetExtension(file)));
        _folder.Write("names.json", JsonSerializer.Serialize(Skeletons.NastyNames));

        var run = await CommandLine.RunAsync(
            "node",
            _folder.Root,
            Repository.PathOf("tests", "Diagrams.Browser.Tests", "Browser", "run.mjs"),
            _folder.Root,
            BrowserTools.Packages,
            BrowserTools.Browser!,
            Environment.GetEnvironmentVariable("SHADOWGEN_ACCEPT") == "1" ? Repository.PathOf("docs", "images") : "");
        foreach (var line in run.EnsureSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            _results[json.RootElement.GetProperty("check").GetString()!] = json.RootElement.GetProperty("fault").GetString()!;
        }
    }

    public void MustPass(string check)
    {
        Assert.True(_results.ContainsKey(check), $"run.mjs has no check '{check}'; it has: {string.Join(", ", _results.Keys)}");
        Assert.True(_results[check].Length == 0, _results[check]);
    }

    public IEnumerable<string> Checks => _results.Keys;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string skeleton, string library)
    {
        foreach (var (extension, text) in CallGraphFiles.Of("App", [skeleton], new HashSet<string>(), "", library).Texts)
            _folder.Write(name + extension, text!);
    }
}
