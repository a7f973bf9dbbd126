using System.Diagnostics;
using System.Globalization;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Model;
using ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

namespace ShadowGen.Prediction.Benchmarks.Matching;

/// <summary>
/// Methods found again in an older model after scripted refactorings of real programs: the real generator over both, its skeletons, the runtime's matcher. The figures are of programs that the weights of the
/// matcher were not tuned on; those that they were tuned on are in the table.
/// </summary>
/// <param name="repository">Its root folder.</param>
/// <param name="projects">More folders with sources.</param>
/// <param name="details">Whether each method that was missed, or matched wrongly, is shown.</param>
/// <param name="output">Gets the table.</param>
internal sealed class MatchFigures(string repository, IReadOnlyList<string> projects, bool details, TextWriter output) : FigureGroup(
    "match",
    new("model.match", "%", Bound.AtLeast(95)),
    new("model.precision", "%", Bound.AtLeast(98)),
    new("model.match.tuned", "%"),
    new("model.precision.tuned", "%"),
    new("model.match.time", "ms"))
{
    private const int Seed = 6;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        var tuned = Run("tuned on", Tuned(), out _);
        var held = Run("held out", HeldOut(), out var time);
        return new Dictionary<string, double>
        {
            ["model.match"] = held.Recall,
            ["model.precision"] = held.Precision,
            ["model.match.tuned"] = tuned.Recall,
            ["model.precision.tuned"] = tuned.Precision,
            ["model.match.time"] = time,
        };
    }

    private IEnumerable<SubjectProgram> Tuned() => [Own("samples/QuickStart"), Own("src/Analyzers", "src/Shared"), Own("src/Build")];

    private IEnumerable<SubjectProgram> HeldOut() =>
        [Own("samples/LogReport"), Own("src/Generator", "src/Shared"), Own("src/Runtime"), .. projects.Select(static folder => SubjectProgram.Read(Path.GetFileName(Path.GetFullPath(folder)), folder))];

    private SubjectProgram Own(string folder, params string[] more) => SubjectProgram.Read(folder, Path.Combine(repository, folder), [.. more.Select(other => Path.Combine(repository, other))]);

    private MatchScore Run(string title, IEnumerable<SubjectProgram> programs, out double milliseconds)
    {
        var scores = new Dictionary<string, MatchScore>(StringComparer.Ordinal);
        milliseconds = 0;
        foreach (var source in programs)
        {
            var before = Tags.Add(source);
            var (old, oldIds) = (SubjectGraph.Of(before), Tags.Read(before));
            var all = MatchScore.None;
            if (details) output.WriteLine($"{source.Name}: {before.Errors} errors");
            foreach (var (refactoring, share) in Scripts.Steps)
            {
                var after = refactoring.Apply(before, share, new Random(Seed));
                var current = SubjectGraph.Of(after);
                var start = Stopwatch.GetTimestamp();
                var report = ModelMatcher.Match(old, current);
                milliseconds = Math.Max(milliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                var wrong = new List<string>();
                var score = MatchScore.Of(old, current, report, oldIds, Tags.Read(after), wrong);
                all += score;
                scores[refactoring.Name] = scores.GetValueOrDefault(refactoring.Name, MatchScore.None) + score;
                if (details) output.WriteLine($"{source.Name}, {refactoring.Name}: {report}; {after.Errors} errors");
                foreach (var line in details ? wrong : []) output.WriteLine($"  {line}");
            }
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} {source.Name}: {old.Count} methods, {Text(all)}"));
        }
        output.WriteLine();
        output.WriteLine($"{title,-32}{"changed",9}{"found",9}{"made",9}{"right",9}");
        foreach (var (name, score) in scores) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32}{score.Changed,9}{Share(score.Recall),9}{score.Made,9}{Share(score.Precision),9}"));
        output.WriteLine();
        return scores.Values.Aggregate(MatchScore.None, static (sum, score) => sum + score);
    }

    private static string Text(MatchScore score) => string.Create(CultureInfo.InvariantCulture, $"{score.Changed} changed, {Share(score.Recall)} found, {score.Made} matches made, {Share(score.Precision)} right");

    private static string Share(double percent) => double.IsNaN(percent) ? "-" : percent.ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
