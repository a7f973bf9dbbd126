using ShadowGen.Codebases.Building;
using ShadowGen.Codebases.Running;
using ShadowGen.Codebases.Sources;

namespace ShadowGen.Codebases.Results;

/// <summary>All that was seen of one copy.</summary>
internal sealed class Outcome(WorkingCopy copy)
{
    public WorkingCopy Copy => copy;

    public Variant Variant => copy.Variant;

    public CommandResult? Build { get; set; }

    public List<BuiltProject> Projects { get; set; } = [];

    /// <summary>Coverage of each shadowed project.</summary>
    public Dictionary<string, Coverage> Coverage { get; } = new(StringComparer.Ordinal);

    /// <summary>Timed clean builds.</summary>
    public List<CommandResult> Rebuilds { get; } = [];

    /// <summary>One list for each round: a run of each test project.</summary>
    public List<List<TestRun>> Rounds { get; } = [];

    public bool IsBuilt => Build?.Succeeded == true;

    public Coverage TotalCoverage => Results.Coverage.Sum(Coverage.Values);

    /// <summary>Coverage of what ships: without the test projects, unless there is nothing else.</summary>
    public Coverage LibraryCoverage
    {
        get
        {
            var tests = Projects.Where(p => p.IsTest).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            var libraries = Coverage.Where(c => !tests.Contains(c.Key)).Select(c => c.Value).ToList();
            return libraries.Sum(c => c.CallSites) > 0 ? Results.Coverage.Sum(libraries) : TotalCoverage;
        }
    }

    public TestResults? ResultsOf(int round) => round >= Rounds.Count ? null : Merge(Rounds[round]);

    public List<TestResults> AllResults => [.. Rounds.Select(Merge)];

    /// <summary>Median over the rounds, in seconds, of what all test projects took together.</summary>
    public double? TestSeconds(Func<CommandResult, TimeSpan?> measure) => Median.Of(Rounds.Select(round => Sum(round.Select(run => run.Command), measure)));

    /// <summary>Median over the rounds, in seconds, of what the tests report for themselves; null where they report nothing.</summary>
    public double? TestsAloneSeconds => Median.Of(Rounds.Select(round => round.Sum(run => run.Results.Duration.TotalSeconds) is > 0 and var seconds ? seconds : (double?)null));

    public double? RebuildSeconds(Func<CommandResult, TimeSpan?> measure) => Median.Of(Rebuilds.Select(build => measure(build)?.TotalSeconds));

    private static double? Sum(IEnumerable<CommandResult> commands, Func<CommandResult, TimeSpan?> measure)
    {
        var times = commands.Select(measure).ToList();
        return times.Contains(null) ? null : times.Sum(t => t!.Value.TotalSeconds);
    }

    // The ending of each process counts as one more test: a crash after the last test is a difference too.
    private static TestResults Merge(List<TestRun> round) => new(
        round.SelectMany(run => run.Results.Outcomes.Select(o => KeyValuePair.Create($"{run.Name}|{o.Key}", o.Value)).Append(KeyValuePair.Create($"{run.Name}|(process)", run.Ending)))
            .ToDictionary(StringComparer.Ordinal));
}
