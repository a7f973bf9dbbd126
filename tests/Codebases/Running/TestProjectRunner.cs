using ShadowGen.Codebases.Building;
using ShadowGen.Codebases.Results;
using ShadowGen.Codebases.Sources;

namespace ShadowGen.Codebases.Running;

/// <summary>
/// Runs a built test project and reads its report: by VSTest where it has an adapter for it, else as the program that it is (Microsoft.Testing.Platform,
/// xunit v3), with whichever option its help offers for a report.
/// </summary>
internal sealed class TestProjectRunner(Options options)
{
    private static readonly string[] Adapters = ["*TestAdapter*.dll", "xunit.runner.visualstudio*.dll", "*.testadapter.dll"];

    // Option of the report, and whether its value is a folder or a file.
    private static readonly (string Option, string[] Arguments)[] Reports =
    [
        ("--report-trx", ["--report-trx", "--results-directory", "{folder}"]),
        ("--report-xunit-trx", ["--report-xunit-trx", "--results-directory", "{folder}"]),
        ("-trx", ["-trx", "{folder}/results.trx"]),
    ];

    private readonly Dictionary<string, string[]> _reportOf = [];

    public TestRun Run(WorkingCopy copy, BuiltProject project, IReadOnlyDictionary<string, string> extra, string name)
    {
        var folder = Path.Combine(options.Work, "results", copy.Variant.Name, $"{project.Name}-{name}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var log = Path.Combine(options.Work, "logs", copy.Variant.Name, $"test-{project.Name}-{name}.log");
        var arguments = UsesVsTest(project) ? VsTest(project, folder) : Program(project, folder, log);
        string[] more = [.. options.TestArguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        // A slow exit must not be cut off: what was counted is written at the end.
        var environment = new Dictionary<string, string>(extra) { ["VSTEST_TESTHOST_SHUTDOWN_TIMEOUT"] = "60000" };
        var result = Command.Run("dotnet", [.. arguments, .. more], project.OutputFolder, environment, log, options.Timeout);
        return new TestRun(project.Name, result, TestResults.Read(Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories), copy.Root));
    }

    private static bool UsesVsTest(BuiltProject project) =>
        File.Exists(Path.Combine(project.OutputFolder, "testhost.dll")) && Adapters.Any(a => Directory.EnumerateFiles(project.OutputFolder, a).Any());

    private List<string> VsTest(BuiltProject project, string folder)
    {
        List<string> arguments = ["vstest", project.TargetPath, $"--logger:trx;LogFileName={Path.Combine(folder, "results.trx")}", $"--ResultsDirectory:{folder}"];
        if (project.RunSettings.Length > 0)
            arguments.Add("--Settings:" + project.RunSettings);
        if (options.Filter is { } filter)
            arguments.Add("--TestCaseFilter:" + filter);
        return arguments;
    }

    private List<string> Program(BuiltProject project, string folder, string log)
    {
        List<string> arguments = [project.TargetPath, .. ReportOf(project, log).Select(a => a.Replace("{folder}", folder, StringComparison.Ordinal))];
        if (options.Filter is { } filter)
            arguments.AddRange(["--filter", filter]);
        return arguments;
    }

    private string[] ReportOf(BuiltProject project, string log)
    {
        if (!_reportOf.TryGetValue(project.Name, out var arguments))
        {
            foreach (var option in (string[])["--help", "-?"])
            {
                var help = Command.Run("dotnet", [project.TargetPath, option], project.OutputFolder, new Dictionary<string, string>(), log + ".help", TimeSpan.FromMinutes(2));
                var words = File.ReadAllText(help.Log).Split([' ', '\n', '\t', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
                arguments = Reports.FirstOrDefault(r => words.Contains(r.Option, StringComparer.Ordinal)).Arguments;
                if (arguments is not null)
                    break;
            }

            _reportOf.Add(project.Name, arguments ??= []);
        }

        return arguments;
    }
}
