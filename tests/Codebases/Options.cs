using System.Globalization;

namespace ShadowGen.Codebases;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Help = """
        Builds a .NET codebase plain and with every method shadowed, by MSBuild properties alone, runs its tests both ways, and compares.

        usage: eng/shadow-codebase.sh DIRECTORY [options]

          DIRECTORY                a clone of any .NET repository, or one project's folder; it is copied, never changed
          --target FILE            project or solution to build, relative to DIRECTORY; may be repeated (default: its test projects,
                                   else its solution, else all of its projects)
          --exclude TEXT           leave out projects whose path holds TEXT; may be repeated
          --test-command COMMAND   run this in each copy's root instead of its test projects (a program, a script); its exit code
                                   and the .trx files that it writes to $CODEBASE_RESULTS are compared
          --filter EXPRESSION      only these tests (the expression of `dotnet test --filter`)
          --test-arguments TEXT    added to the command line of each test run
          --configuration NAME     default: Release
          --property NAME=VALUE    an MSBuild property for all builds; may be repeated
          --repeats N              test runs of each kind, interleaved; default 3, at least 2 (to tell flaky tests)
          --build-repeats N        timed clean builds of each kind, interleaved; default 1, 0 for none
          --minimum-size N         the size threshold of the shadowed build; default: the package's own
          --trace                  also count all calls with a tracer woven into the built assemblies, and compare the counts
          --frames FOLDER          only this: run the tests once with a frame woven around each method, and leave in FOLDER who called whom,
                                   beside what the skeletons foretell
          --timeout MINUTES        for each build and each test run; default 20
          --work DIRECTORY         for copies, logs and report.json; default: a new one under the system's temporary folder

        exit code: 0 same results, coverage of 95 % or more and, with --trace, equal counts; 1 not so; 2 wrong usage;
                   3 the codebase does not build or has no tests without ShadowGen
        """;

    public required string Directory { get; init; }

    public required string Work { get; init; }

    public List<string> Targets { get; } = [];

    public List<string> Excludes { get; } = [];

    public List<string> Properties { get; } = [];

    public string? TestCommand { get; private set; }

    public string? Filter { get; private set; }

    public string TestArguments { get; private set; } = "";

    public string Configuration { get; private set; } = "Release";

    public int Repeats { get; private set; } = 3;

    public int BuildRepeats { get; private set; } = 1;

    public int? MinimumSize { get; private set; }

    public bool Trace { get; private set; }

    /// <summary>Where the frames go; null when they are not asked for.</summary>
    public string? Frames { get; private set; }

    public TimeSpan Timeout { get; private set; } = TimeSpan.FromMinutes(20);

    /// <exception cref="StudyException">An option is unknown, lacks its value, or has one out of range.</exception>
    public static Options Parse(string[] args)
    {
        var work = ValueAfter(args, "--work") ?? Path.Combine(Path.GetTempPath(), $"shadow-codebase-{DateTime.UtcNow:yyyyMMdd-HHmmss}-{Environment.ProcessId}");
        var directory = args[0].StartsWith('-') ? throw Usage("the codebase's directory must come first") : Path.GetFullPath(args[0]);
        if (!System.IO.Directory.Exists(directory))
            throw Usage($"there is no directory '{directory}'");
        var options = new Options { Directory = Path.TrimEndingDirectorySeparator(directory), Work = Path.TrimEndingDirectorySeparator(Path.GetFullPath(work)) };
        if ((options.Work + Path.DirectorySeparatorChar).StartsWith(options.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Usage($"--work '{options.Work}' lies inside of the codebase: choose a folder outside of it");

        for (var i = 1; i < args.Length; i++)
            options.Read(args, ref i);
        return options;
    }

    private void Read(string[] args, ref int i)
    {
        var name = args[i];
        switch (name)
        {
            case "--target": Targets.Add(Value(args, ref i)); break;
            case "--exclude": Excludes.Add(Value(args, ref i)); break;
            case "--property": Properties.Add(Assignment(Value(args, ref i))); break;
            case "--test-command": TestCommand = Value(args, ref i); break;
            case "--filter": Filter = Value(args, ref i); break;
            case "--test-arguments": TestArguments = Value(args, ref i); break;
            case "--configuration": Configuration = Value(args, ref i); break;
            case "--repeats": Repeats = Number(name, Value(args, ref i), 2); break;
            case "--build-repeats": BuildRepeats = Number(name, Value(args, ref i), 0); break;
            case "--minimum-size": MinimumSize = Number(name, Value(args, ref i), 0); break;
            case "--timeout": Timeout = TimeSpan.FromMinutes(Number(name, Value(args, ref i), 1)); break;
            case "--trace": Trace = true; break;
            case "--frames": Frames = Path.GetFullPath(Value(args, ref i)); break;
            case "--work": i++; break;
            default: throw Usage($"'{name}' is no option; --help lists them");
        }
    }

    private static string? ValueAfter(string[] args, string name)
    {
        var index = Array.IndexOf(args, name);
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw Usage($"'{args[i - 1]}' needs a value");

    private static string Assignment(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) > 0 ? text : throw Usage($"--property needs NAME=VALUE, not '{text}'");

    private static int Number(string option, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw Usage($"{option} needs a whole number of {least} or more, not '{text}'");

    private static StudyException Usage(string message) => new(ExitCodes.Usage, message + ".");
}
