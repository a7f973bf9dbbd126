using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ShadowGen.TestSupport;

namespace ShadowGen.Hosts.Tests;

/// <summary>What a process has learned is in the file, however it ends; and where there can be no file, it runs as ever and says so.</summary>
public sealed partial class SavedModelTests : IDisposable
{
    private const int Calls = 1_000;

    private readonly TemporaryFolder _folder = new("saved");

    private string Model => _folder.PathOf("app.shadow");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("model-main", 0)]
    [InlineData("model-exit", 3)]
    public async Task A_process_of_a_moment_leaves_its_calls(string host, int exitCode)
    {
        using var process = Start(host);
        await process.WaitForExitAsync();

        Assert.Equal(exitCode, process.ExitCode);
        Assert.Equal(Calls, CallsOfTwice());
    }

    [Fact]
    public async Task Runs_one_after_the_other_are_all_there()
    {
        for (var run = 0; run < 3; run++)
        {
            using var process = Start("model-main");
            await process.WaitForExitAsync();
        }

        Assert.Equal(3 * Calls, CallsOfTwice());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public async Task A_signal_ends_the_process_as_ever_and_its_calls_are_saved_before(string signal)
    {
        if (OperatingSystem.IsWindows()) return; // there are none
        using var process = Start("model-signal");
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != "ready")
        {
        }

        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(process.ExitCode > 128, $"ended with {process.ExitCode}");
        Assert.Equal(Calls, CallsOfTwice());
    }

    [Theory]
    [InlineData("none/app.shadow", "DirectoryNotFoundException")]
    [InlineData("", "is a folder: name a file in it")]
    [InlineData("a\0b", "ArgumentException")]
    public async Task A_path_that_cannot_be_written_is_reported_and_the_app_goes_on(string path, string fault)
    {
        // No environment holds a zero.
        var isOption = path.Contains('\0', StringComparison.Ordinal);
        using var process = Start("model-fault", isOption ? "zero" : _folder.PathOf(path));
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(3, Regex.Count(output, "saved False"));
        Assert.Contains($"captured {Calls}", output, StringComparison.Ordinal);
        Assert.Matches("saves 0, faults 0: ShadowGen: what was learned could not be saved", output);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_reported_with_its_line_put_aside_and_written_anew()
    {
        await File.WriteAllTextAsync(Model, "shadowgen-model 1\nnoise\n");
        using var process = Start("model-main");
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(Calls, CallsOfTwice());
        Assert.Equal("shadowgen-model 1\nnoise\n", await File.ReadAllTextAsync(Model + ".damaged"));
    }

    [Fact]
    public async Task Nothing_is_written_unasked()
    {
        using var process = Start("model-main", path: null);
        await process.WaitForExitAsync();

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    private Process Start(string host) => Start(host, Model);

    private Process Start(string host, string? path)
    {
        var program = Repository.PathOf("tests", "Hosts", "bin", Repository.Configuration, "net10.0", "ShadowGen.Hosts.dll");
        // Whoever runs the tests in the background has signals ignored, which a process inherits.
        string[] defaults = OperatingSystem.IsLinux() ? ["--default-signal=INT,HUP", "dotnet"] : [];
        var start = new ProcessStartInfo(defaults.Length > 0 ? "env" : "dotnet", [.. defaults, program, host]) { RedirectStandardOutput = true, WorkingDirectory = _folder.Root };
        start.Environment.Remove("ShadowModelPath");
        if (path is not null) start.Environment["ShadowModelPath"] = path;
        return Process.Start(start)!;
    }

    private long CallsOfTwice()
    {
        var text = File.ReadAllText(Model);
        var id = TwiceLine().Match(text).Groups[1].Value;
        return Regex.Matches(text, $@"^edge \w+ {id[..8]} (\d+)$", RegexOptions.Multiline).Sum(line => long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^method (\w{16}) .*~Twice\(System\.Int32\)$", RegexOptions.Multiline)]
    private static partial Regex TwiceLine();
}
