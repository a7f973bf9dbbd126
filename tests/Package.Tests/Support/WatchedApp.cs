using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using ShadowGen.TestSupport;

namespace ShadowGen.Package.Tests.Support;

/// <summary>A user's project under <c>dotnet watch</c>. What it started ends with it.</summary>
internal sealed class WatchedApp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _said = new();
    private readonly Process _watch;

    public WatchedApp(string projectFile)
    {
        var start = new ProcessStartInfo("dotnet", ["watch", "--non-interactive"])
        {
            WorkingDirectory = Path.GetDirectoryName(projectFile)!,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CommandLine.Clean(start.Environment);
        _watch = new Process { StartInfo = start };
        _watch.OutputDataReceived += (_, line) => _lines.Writer.TryWrite(line.Data ?? "");
        _watch.ErrorDataReceived += (_, line) => _lines.Writer.TryWrite(line.Data ?? "");
        _watch.Start();
        _watch.BeginOutputReadLine();
        _watch.BeginErrorReadLine();
    }

    /// <summary>The next line, of the tool or of the app, that is asked for.</summary>
    public async Task<string> UntilAsync(Predicate<string> isWanted)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(timeout.Token);
                _said.AppendLine(line);
                if (isWanted(line))
                    return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"'dotnet watch' did not say what was waited for within {Patience}. It said:{Environment.NewLine}{_said}");
        }
    }

    public void Dispose()
    {
        _watch.Kill(entireProcessTree: true);
        _watch.WaitForExit();
        _watch.Dispose();
    }
}
