using System.Globalization;
using System.Runtime.InteropServices;
using ShadowGen.TestSupport;

namespace ShadowGen.Behaviour.Tests;

/// <summary>What tests/Behaviour said in one run.</summary>
/// <param name="Transcript">Its own words, line by line.</param>
/// <param name="Calls">Entered and counted, by method; empty unless it was asked for counts.</param>
internal sealed record BehaviourRun(IReadOnlyList<string> Transcript, IReadOnlyDictionary<string, (long Entered, long Counted)> Calls)
{
    public static BehaviourRun Parse(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new BehaviourRun(
            [.. lines.Where(static line => !line.StartsWith("calls ", StringComparison.Ordinal))],
            lines.Where(static line => line.StartsWith("calls ", StringComparison.Ordinal)).Select(static line => line.Split(' '))
                .ToDictionary(static words => words[1], static words => (Number(words[2]), Number(words[3]))));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Publishes tests/Behaviour in its variants, one after the other into folders of this run's own, each once.</summary>
public sealed class BehaviourProgram : IDisposable
{
    private readonly TemporaryFolder _folder = new("behaviour");
    private readonly Dictionary<string, string> _published = [];

    /// <param name="language">The C# version.</param>
    /// <param name="properties">MSBuild properties, <c>Name=Value</c>.</param>
    /// <param name="arguments">Of the program.</param>
    /// <param name="isOff">With the kill switch on.</param>
    internal async Task<BehaviourRun> RunAsync(string language, string[] properties, string[] arguments, bool isOff = false)
    {
        var folder = await PublishAsync([$"BehaviourLanguage={language}", .. properties]);
        var program = Path.Combine(folder, "ShadowGen.Behaviour" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        // Nothing that surrounds a test reaches the programs that it starts, so the switch is set by the shell.
        var run = isOff && !OperatingSystem.IsWindows()
            ? await CommandLine.RunAsync("/usr/bin/env", folder, ["SHADOWGEN=off", program, .. arguments])
            : await CommandLine.RunAsync(program, folder, arguments);
        return BehaviourRun.Parse(run.EnsureSuccess().Output);
    }

    internal string FolderOf(params string[] properties) => _published[string.Join(';', properties)];

    public void Dispose() => _folder.Dispose();

    private async Task<string> PublishAsync(string[] properties)
    {
        var key = string.Join(';', properties);
        if (_published.TryGetValue(key, out var folder))
            return folder;

        folder = _folder.PathOf("out" + _published.Count.ToString(CultureInfo.InvariantCulture));
        var publish = (await CommandLine.DotNetAsync(
            Repository.Root,
            [
                "publish", "tests/Behaviour", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder, "--artifacts-path", _folder.PathOf("build"),
                .. properties.Select(static property => "-p:" + property),
            ])).EnsureSuccess();
        // The compiler's, the trimmer's and the native compiler's.
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        _published.Add(key, folder);
        return folder;
    }
}
