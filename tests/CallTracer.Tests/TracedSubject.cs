using System.Diagnostics;
using ShadowGen.TestSupport;

namespace ShadowGen.CallTracer.Tests;

/// <summary>The subject's program in a folder of its own, woven and run.</summary>
internal sealed class TracedSubject : IDisposable
{
    private readonly TemporaryFolder _folder = new("traced");

    public TracedSubject()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("tests", "CallTracer.Subject", "bin", Repository.Configuration, "net10.0")))
            System.IO.File.Copy(file, _folder.PathOf(Path.GetFileName(file)));
    }

    public TraceMap Map { get; } = new();

    public string File => _folder.PathOf("ShadowGen.CallTracer.Subject.dll");

    public string Traces => _folder.PathOf("traces");

    public int Weave() => new Weaver(Map).Weave(File);

    public int WeaveFrames() => FrameStudy.Weave([Path.GetDirectoryName(File)!], Traces);

    /// <summary>Runs it to its end, and returns what it printed.</summary>
    public async Task<string> RunAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["exec", File]) { RedirectStandardOutput = true };
        start.Environment[Recorder.FolderVariable] = Traces;
        start.Environment[FrameRecorder.FolderVariable] = Traces;
        start.Environment.Remove("SHADOWGEN");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    public void Dispose() => _folder.Dispose();
}
