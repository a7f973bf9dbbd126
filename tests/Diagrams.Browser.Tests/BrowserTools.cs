using ShadowGen.TestSupport;

namespace ShadowGen.Diagrams.Browser.Tests;

/// <summary>What is installed here: node, npm, a browser, and the npm packages of the lock file, which are fetched once.</summary>
internal static class BrowserTools
{
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly Lazy<string?> Missed = new(FindMissing);

    /// <summary>Why the tests cannot run here, and what to do; null when they can.</summary>
    public static string? Missing => Missed.Value;

    public static string? Browser => Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } path ? path : Browsers.Select(OnPath).FirstOrDefault(found => found is not null);

    /// <summary>Where node finds the packages.</summary>
    public static string Packages => Repository.PathOf("tests", "Diagrams.Browser.Tests", "obj", "npm");

    /// <summary>The layout library that the build of QuickStart has fetched.</summary>
    public static string LayoutLibrary => Repository.PathOf("src", "Build", "obj", "layout", "node_modules", "@dagrejs", "dagre", "dist", "dagre.min.js");

    private static string? FindMissing()
    {
        foreach (var program in new[] { "node", "npm" })
        {
            if (OnPath(program) is null)
                return $"There is no '{program}' on the PATH. Debian, Ubuntu: apt-get install nodejs npm.";
        }

        if (Browser is null)
            return "There is no Chromium on the PATH (CHROME_PATH names one elsewhere). Debian: apt-get install chromium.";
        if (!File.Exists(LayoutLibrary))
            return "The layout library of callgraph.html is not there: build samples/QuickStart with a network, once.";
        return Fetch();
    }

    private static string? Fetch()
    {
        var stamp = Path.Combine(Packages, "node_modules", ".package-lock.json");
        var source = Repository.PathOf("tests", "Diagrams.Browser.Tests", "Npm");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) > File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json")))
            return null;
        Directory.CreateDirectory(Packages);
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(Packages, Path.GetFileName(file)), overwrite: true);
        var result = CommandLine.RunAsync("npm", Packages, "ci", "--ignore-scripts", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund", "--loglevel=error").GetAwaiter().GetResult();
        return result.ExitCode == 0 ? null : $"'npm ci' could not fetch Mermaid, axe and the browser's driver: {result.Error}";
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
