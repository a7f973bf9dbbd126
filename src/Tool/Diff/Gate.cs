using System.Globalization;
using ShadowGen.Tool.Models;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Diff;

/// <summary>What a condition came to for a method.</summary>
/// <param name="Condition">As it was written.</param>
/// <param name="Method">Its short name.</param>
/// <param name="Id">Its documentation id.</param>
/// <param name="Message">What was found, in a sentence.</param>
internal sealed record GateFinding(string Condition, string Method, string Id, string Message);

/// <summary>What all conditions came to.</summary>
/// <param name="Failures">Those that hold.</param>
/// <param name="NotJudged">Those that could not be judged, each with the reason: too little was measured, or there is nothing to compare with.</param>
internal sealed record GateResult(IReadOnlyList<GateFinding> Failures, IReadOnlyList<GateFinding> NotJudged);

/// <summary>Judges conditions over two models.</summary>
internal sealed class Gate(IReadOnlyList<MethodPair> pairs, int leastSamples)
{
    private readonly List<GateFinding> _failures = [];
    private readonly List<GateFinding> _notJudged = [];

    /// <exception cref="ToolException">A condition names no method, or several.</exception>
    public static GateResult Judge(IReadOnlyList<MethodPair> pairs, IEnumerable<FailCondition> conditions, int leastSamples)
    {
        var gate = new Gate(pairs, leastSamples);
        foreach (var condition in conditions) gate.Judge(condition);
        return new(gate._failures, gate._notJudged);
    }

    private void Judge(FailCondition condition)
    {
        var isAny = condition.Method == "*";
        if (isAny && pairs.Count == 0) throw new ToolException($"--fail-if \"{condition.Text}\": neither model has a method that was called.");
        var matched = isAny ? pairs : MethodNames.Find(pairs, pair => pair.Node, condition.Method, $"in either model (--fail-if \"{condition.Text}\")");
        foreach (var pair in matched)
        {
            // Of any method: those of one model are listed as new or removed.
            if (pair.After is null)
            {
                if (!isAny) Skip(condition, pair, "is in the first model only");
            }
            else if (condition.IsChange && pair.Before is null)
            {
                if (!isAny) Skip(condition, pair, "is in the second model only: there is nothing to compare with");
            }
            else if (condition.Subject == Subject.Growth) JudgeGrowth(condition, pair, pair.After);
            else if (condition.Subject == Subject.Calls) JudgeValue(condition, pair, pair.Before?.Node.Calls ?? double.NaN, pair.After.Node.Calls, "calls", Units.Count);
            else JudgeCost(condition, pair, pair.After, isAny);
        }
    }

    private void JudgeCost(FailCondition condition, MethodPair pair, MethodFigures after, bool isAny)
    {
        var samples = condition.IsChange ? Math.Min(pair.Before!.Samples(condition.Kind), after.Samples(condition.Kind)) : after.Samples(condition.Kind);
        if (samples < leastSamples)
        {
            // Of any method: one that has nothing of this resource has nothing to say of it.
            if (!isAny || samples > 0) Skip(condition, pair, $"has {Units.Plural(samples, "measured call")} of {Resource.NameOf(condition.Kind)} on one side, fewer than {leastSamples}");
            return;
        }
        var what = $"{condition.Statistic.ToString().ToLowerInvariant()} {Resource.NameOf(condition.Kind)}";
        JudgeValue(condition, pair, pair.Before?.Of(condition.Kind, condition.Statistic) ?? double.NaN, after.Of(condition.Kind, condition.Statistic), what, value => Units.Of(condition.Kind, value));
    }

    private void JudgeValue(FailCondition condition, MethodPair pair, double before, double after, string what, Func<double, string> text)
    {
        if (!condition.IsChange)
        {
            if (condition.Holds(after)) Fail(condition, pair, $"{what} is {text(after)}");
            return;
        }
        var change = condition.IsShare ? Share(before, after) : after - before;
        if (condition.Holds(change)) Fail(condition, pair, $"{what} went from {text(before)} to {text(after)} ({Units.Change(Share(before, after))})");
    }

    private void JudgeGrowth(FailCondition condition, MethodPair pair, MethodFigures after)
    {
        var least = condition.IsChange ? Resource.All.Max(kind => Math.Min(pair.Before!.Samples(kind), after.Samples(kind))) : Resource.All.Max(after.Samples);
        if (least < leastSamples)
        {
            if (condition.Method != "*") Skip(condition, pair, $"has {Units.Plural(least, "measured call")} on one side, fewer than {leastSamples}");
            return;
        }
        // The first resource that it holds for: processor time is the least disturbed. No law is an exponent of 0.
        var found = Resource.All.Where(kind => !condition.IsChange || Math.Min(pair.Before!.Samples(kind), after.Samples(kind)) >= leastSamples)
            .Select(kind => (Kind: kind, Change: GrowthChange.Of(pair.Before?.Node.Growth(kind) ?? default, after.Node.Growth(kind))))
            .Where(growth => Holds(condition, growth.Change)).ToList();
        if (found.Count == 0) return;
        var (kind, change) = found[0];
        Fail(condition, pair, condition.IsChange
            ? $"growth of {Resource.NameOf(kind)} went from {GrowthChange.Text(change.Before)} to {GrowthChange.Text(change.After)} ({change.Difference.ToString("+0.00;-0.00", CultureInfo.InvariantCulture)}{(change.After.IsSuperlinear ? ", superlinear" : "")})"
            : $"{Resource.NameOf(kind)} grows as {GrowthChange.Text(change.After)}");
    }

    private static bool Holds(FailCondition condition, GrowthChange change)
    {
        if (condition.IsSuperlinear) return change.After.IsSuperlinear && !change.Before.IsSuperlinear && change.IsBeyondChance;
        if (!condition.IsChange) return change.After.IsKnown && condition.Holds(change.After.Exponent);
        return change.IsBeyondChance && condition.Holds(change.Difference);
    }

    private static double Share(double before, double after) => before == 0 ? (after == 0 ? 0 : double.PositiveInfinity) : (after - before) / before;

    private void Fail(FailCondition condition, MethodPair pair, string what) => _failures.Add(new(condition.Text, pair.Name, pair.Node.DocumentationId, $"{pair.Name}: {what}"));

    private void Skip(FailCondition condition, MethodPair pair, string why) => _notJudged.Add(new(condition.Text, pair.Name, pair.Node.DocumentationId, $"{pair.Name} {why}"));
}
