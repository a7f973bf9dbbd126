using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ShadowGen.Generator.Benchmarks.Builds;

/// <summary>What one build took, in seconds.</summary>
/// <param name="Elapsed">Wall time of the whole of it.</param>
/// <param name="Compiler">CPU time of the compiler's server, or without one of all the build's processes; NaN where it cannot be seen.</param>
/// <param name="Generator">As the compiler reports it; NaN where it was not asked or the generator not run.</param>
internal sealed record BuildTime(double Elapsed, double Compiler, double Generator);

/// <summary>
/// Real clean builds of one project: <c>dotnet build -t:Rebuild</c> without the projects that it references, restored before, through a compiler server of its own.
/// </summary>
internal sealed partial class CleanBuild(string project)
{
    // A server that other builds share would be as warm, or as busy, as those make it. It ends by itself when it is not used for ten minutes.
    private static readonly string ServerName = $"shadowgen-benchmark-{Environment.ProcessId}";

    public string Name { get; } = Path.GetFileNameWithoutExtension(project);

    /// <summary>The project file that a path means: itself, or the only one in a folder.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static CleanBuild At(string path)
    {
        if (File.Exists(path))
            return new CleanBuild(Path.GetFullPath(path));
        var found = Directory.Exists(path) ? Directory.GetFiles(path, "*.csproj") : [];
        return found.Length == 1
            ? new CleanBuild(Path.GetFullPath(found[0]))
            : throw new InvalidOperationException($"'{path}' has {found.Length} C# projects: name a .csproj file, or a folder with exactly one.");
    }

    /// <summary>Restores, and builds what the project references.</summary>
    public void Prepare() => DotNet.Run("build", project, "-c", "Release", "-v:q", "-nodeReuse:false");

    /// <summary>Restores alone.</summary>
    public void Restore() => DotNet.Run("restore", project, "-v:q", "-nodeReuse:false");

    /// <param name="variant">With or without.</param>
    /// <param name="asksGenerator">The compiler reports the generator's time, which costs some logging.</param>
    /// <param name="server">False: the compiler starts anew, with nothing of it or of the generator compiled.</param>
    public BuildTime Build(BuildVariant variant, bool asksGenerator, bool server = true) => Build(Options(variant), asksGenerator, server);

    /// <inheritdoc cref="Build(BuildVariant, bool, bool)"/>
    /// <param name="options">More of the command line.</param>
    public BuildTime Build(IReadOnlyList<string> options, bool asksGenerator, bool server = true)
    {
        var log = Path.GetTempFileName();
        try
        {
            List<string> arguments =
            [
                "build", project, "-c", "Release", "--no-restore", "-t:Rebuild", "-v:q", "-nodeReuse:false", "-p:BuildProjectReferences=false",
                $"-p:UseSharedCompilation={(server ? "true" : "false")}", $"-p:SharedCompilationId={ServerName}", .. options,
            ];
            if (asksGenerator)
                arguments.AddRange(["-p:ReportAnalyzer=true", "-fileLogger", $"-fileLoggerParameters:LogFile={log};Verbosity=detailed"]);
            var before = Processor(server);
            var start = Stopwatch.GetTimestamp();
            DotNet.Run(arguments);
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var compiler = Processor(server) - before;
            return new BuildTime(elapsed, compiler, asksGenerator ? GeneratorSeconds(File.ReadAllText(log)) : double.NaN);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static double Processor(bool server) => server ? CompilerServer.Seconds(ServerName) : EndedProcesses.Seconds();

    /// <summary>The compiler's own figure for this generator; NaN when it says nothing of it.</summary>
    internal static double GeneratorSeconds(string log)
    {
        var seconds = GeneratorLine().Matches(log).Select(static match => double.Parse(match.Groups[1].Value.Replace(',', '.'), CultureInfo.InvariantCulture)).ToList();
        return seconds.Count == 0 ? double.NaN : seconds.Sum();
    }

    private static string[] Options(BuildVariant variant) => variant == BuildVariant.Plain
        ? ["-p:ShadowGenEnabled=false"]
        :
        [
            "-p:ShadowGenInclude=**", "-p:ShadowGenMinimumSize=0",
            $"-p:CustomAfterMicrosoftCommonTargets={Path.Combine(AppContext.BaseDirectory, "Package", "Everything.targets")}",
        ];

    // "   0.042   97      ShadowGen.Generator.ShadowGenerator", in the culture of the machine.
    [GeneratedRegex(@"^\s*<?([\d.,]+)\s+<?\d+\s+ShadowGen\.Generator\.ShadowGenerator\b", RegexOptions.Multiline)]
    private static partial Regex GeneratorLine();
}
