using ShadowGen.TestSupport;

namespace ShadowGen.Tool.Tests.Support;

/// <summary>The parsers of the formats that <c>convert</c> writes: npm packages of a lock file, fetched once.</summary>
internal static class ConvertTools
{
    private static readonly Lazy<string?> Missed = new(Fetch);

    /// <summary>Why they are not here, and what to do; null when they are.</summary>
    public static string? Missing => Missed.Value;

    public static string Packages => Repository.PathOf("tests", "Tool.Tests", "obj", "npm");

    private static string? Fetch()
    {
        foreach (var program in new[] { "node", "npm" })
        {
            if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))) return $"There is no '{program}' on the PATH. Debian, Ubuntu: apt-get install nodejs npm.";
        }
        var stamp = Path.Combine(Packages, "node_modules", ".package-lock.json");
        var source = Repository.PathOf("tests", "Tool.Tests", "Npm");
        if (File.Exists(stamp) && File.GetLastWriteTimeUtc(stamp) > File.GetLastWriteTimeUtc(Path.Combine(source, "package-lock.json"))) return null;
        Directory.CreateDirectory(Packages);
        foreach (var file in Directory.GetFiles(source, "package*.json")) File.Copy(file, Path.Combine(Packages, Path.GetFileName(file)), overwrite: true);
        var result = CommandLine.RunAsync("npm", Packages, "ci", "--ignore-scripts", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund", "--loglevel=error").GetAwaiter().GetResult();
        return result.ExitCode == 0 ? null : $"'npm ci' could not fetch the parsers of converted files: {result.Error}";
    }
}
