using ShadowGen.Codebases.Building;
using ShadowGen.Codebases.Results;
using ShadowGen.Codebases.Sources;

namespace ShadowGen.Codebases.Running;

/// <summary>Runs the command that the user gave, in the copy's root, with all that a build inside of it needs in its environment.</summary>
internal sealed class CommandRunner(Options options, Builder builder)
{
    public const string Name = "command";

    public TestRun Run(WorkingCopy copy, IReadOnlyDictionary<string, string> extra, string name)
    {
        var folder = Path.Combine(options.Work, "results", copy.Variant.Name, $"{Name}-{name}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var environment = builder.EnvironmentOf(copy);
        environment["CODEBASE_RESULTS"] = folder;
        environment["VSTEST_TESTHOST_SHUTDOWN_TIMEOUT"] = "60000";
        foreach (var (key, value) in extra)
            environment[key] = value;
        var (shell, option) = OperatingSystem.IsWindows() ? ("cmd", "/c") : ("bash", "-c");
        var result = Command.Run(shell, [option, options.TestCommand!], copy.Root, environment, Path.Combine(options.Work, "logs", copy.Variant.Name, $"test-{name}.log"), options.Timeout);
        return new TestRun(Name, result, TestResults.Read(Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories), copy.Root));
    }
}
