using System.Diagnostics;
using ShadowGen.CallTracer;

namespace ShadowGen.Generator.Benchmarks.Priors;

/// <summary>A program of the repository, and the work that it is watched at.</summary>
/// <param name="Project">Folder of its project, from the repository's root.</param>
/// <param name="Assembly">Its name.</param>
/// <param name="Arguments">Its command line; it runs in the repository's root.</param>
internal sealed record PriorProgram(string Name, string Project, string Assembly, params IReadOnlyList<string> Arguments)
{
    public static IReadOnlyList<PriorProgram> Own { get; } =
    [
        new("QuickStart", "samples/QuickStart", "ShadowGen.QuickStart"),
        new("Generator", "bench/Generator.Workload", "ShadowGen.Generator.Workload", "src/Generator"),
    ];

    /// <summary>Builds it with everything shadowed, weaves the tracer in, and runs it once.</summary>
    /// <exception cref="InvalidOperationException">A step failed.</exception>
    public FrameStudy Watch(string root)
    {
        var work = Directory.CreateTempSubdirectory("shadowgen-priors-").FullName;
        try
        {
            var output = Path.Combine(work, "output");
            Run(root, [], "dotnet", "build", Path.Combine(root, Project), "-c", "Release", "-v:q", "-o", output, "-p:ShadowGenInclude=**", "-p:ShadowGenMinimumSize=0");
            var frames = Path.Combine(work, "frames");
            FrameStudy.Weave([output], frames);

            // The recorder is no reference of the program's: without the list of its files the host looks into the folder.
            File.Copy(typeof(FrameRecorder).Assembly.Location, Path.Combine(output, Path.GetFileName(typeof(FrameRecorder).Assembly.Location)));
            File.Delete(Path.Combine(output, Assembly + ".deps.json"));
            Run(root, new() { [FrameRecorder.FolderVariable] = frames }, ["dotnet", Path.Combine(output, Assembly + ".dll"), .. Arguments]);
            return FrameStudy.Read(frames);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static void Run(string folder, Dictionary<string, string> environment, params IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{command[0]}' did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with exit code {process.ExitCode}:{Environment.NewLine}{output}");
    }
}
