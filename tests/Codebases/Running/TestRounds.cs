using ShadowGen.Codebases.Building;
using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Running;

/// <summary>Runs the tests of all copies in turn, so that what disturbs the machine disturbs each of them.</summary>
internal sealed class TestRounds(Options options, Builder builder)
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TestProjectRunner _projects = new(options);
    private readonly CommandRunner _command = new(options, builder);

    /// <param name="plain">Runs in each round.</param>
    /// <param name="shadowed">The first runs in each round; the others in the first alone, for their results.</param>
    public void Run(Outcome plain, IReadOnlyList<Outcome> shadowed)
    {
        RequireTests(plain);
        for (var round = 0; round < options.Repeats; round++)
        {
            Progress.Say($"running tests, round {round + 1} of {options.Repeats}");
            var turn = shadowed.Where((outcome, i) => outcome.IsBuilt && (i == 0 || round == 0)).Prepend(plain).ToList();

            // Who goes first has the colder disk.
            if (round % 2 == 1)
                turn.Reverse();
            var runs = turn.ToDictionary(outcome => outcome, _ => new List<TestRun>());
            foreach (var name in NamesOf(plain))
            {
                foreach (var outcome in turn)
                    runs[outcome].Add(RunOne(outcome, name, round.ToString(System.Globalization.CultureInfo.InvariantCulture), Nothing));
            }

            foreach (var outcome in turn)
                outcome.Rounds.Add(runs[outcome]);
            if (options.TestCommand is null)
                Baseline.Require(runs[plain]);
        }
    }

    /// <exception cref="StudyException">There is nothing to run.</exception>
    public void RequireTests(Outcome plain)
    {
        if (options.TestCommand is null && !plain.Projects.Any(p => p.IsTest))
            throw new StudyException(ExitCodes.NoBaseline, "None of the projects that were built is a test project: say what to run by --test-command.");
    }

    /// <summary>One more run of everything, with more environment.</summary>
    public List<TestRun> RunOnce(Outcome plain, Outcome outcome, IReadOnlyDictionary<string, string> extra, string name) =>
        [.. NamesOf(plain).Select(project => RunOne(outcome, project, name, extra))];

    private IEnumerable<string> NamesOf(Outcome plain) =>
        options.TestCommand is not null ? [CommandRunner.Name] : plain.Projects.Where(p => p.IsTest).Select(p => p.Name);

    private TestRun RunOne(Outcome outcome, string project, string name, IReadOnlyDictionary<string, string> extra) =>
        options.TestCommand is not null
            ? _command.Run(outcome.Copy, extra, name)
            : _projects.Run(outcome.Copy, outcome.Projects.First(p => p.Name == project && p.IsTest), extra, name);
}
