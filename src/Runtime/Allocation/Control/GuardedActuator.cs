using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// An actuator that may fail in every way: what it throws, hides or never answers ends here. After a failure it is left alone for a while, twice as long each time. What it set is verified; what is found set
/// and was not asked for is set back. One thread.
/// </summary>
internal sealed class GuardedActuator(IResourceActuator actuator, IActuatorRunner runner, ManagerJournal journal)
{
    private const long FirstPauseNs = 1_000_000_000;
    private const long LongestPauseNs = 300_000_000_000;

    /// <summary>What is in effect may differ so much from what was asked for: pages, whole threads, averages.</summary>
    private const double Tolerance = 0.02;

    private ActuatorProbe? _probe;
    private string? _original;
    private long _retryNs = long.MinValue;
    private long _pauseNs = FirstPauseNs;
    private bool _mayAnswerLate;

    public string Name => actuator.Name;

    public ManagedResource Resource => actuator.Resource;

    /// <summary>It has set something that must be set back.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Why it is not asked now; null when it may be.</summary>
    public string? ProblemAt(long nowNs) =>
        runner.IsHanging ? "an earlier call has not returned"
        : nowNs < _retryNs ? string.Create(CultureInfo.InvariantCulture, $"it failed, and is left alone for another {(_retryNs - nowNs) / 1e9:f0} s")
        : _probe is { IsAvailable: false } probe ? probe.Problem ?? "it cannot work here"
        : null;

    /// <summary>A call that was given up has returned since: what it did is not known, and was not wanted any more.</summary>
    public bool HasAnsweredLate => _mayAnswerLate && !runner.IsHanging;

    /// <summary>Looks whether it can work here, once, and what is set.</summary>
    public ActuatorProbe Probe(TimeSpan timeout, long nowNs)
    {
        if (_probe is { } known) return known;
        var found = ActuatorProbe.Unavailable("it was not asked");
        var failure = Try(token => found = actuator.Probe(token), timeout, nowNs, out var isInTime);
        if (!isInTime) return ActuatorProbe.Unavailable("it did not answer in time");
        if (failure is not null) return ActuatorProbe.Unavailable(failure);
        _probe = found;
        return found;
    }

    /// <summary>Sets an amount, and looks whether it is set.</summary>
    public ActuatorResult Apply(double from, double to, TimeSpan timeout, long nowNs)
    {
        var probe = Probe(timeout, nowNs);
        if (!probe.IsAvailable) return new(DecisionOutcome.Failed, double.NaN, probe.Problem ?? "it cannot work here");
        _original ??= probe.Original;
        if (actuator.OutlivesProcess && !journal.TryWrite(Name, _original, out var problem))
            return new(DecisionOutcome.Failed, double.NaN, $"what is set now could not be kept for a restart: {problem}");

        HasChanged = true;
        _mayAnswerLate = false; // what answered late was undone before anything is asked for again
        var failure = Try(token => ApplyOrUndo(to, _original, token), timeout, nowNs, out var isInTime);
        if (!isInTime) return new(DecisionOutcome.TimedOut, double.NaN, string.Create(CultureInfo.InvariantCulture, $"it did not answer within {timeout.TotalSeconds:f1} s"));
        var inEffect = double.NaN;
        var unverified = Try(token => inEffect = actuator.Verify(token), timeout, nowNs, out isInTime);
        if (failure is not null || unverified is not null || !isInTime || double.IsNaN(inEffect))
        {
            SetBack(timeout, nowNs);
            return new(DecisionOutcome.Failed, double.NaN, failure ?? unverified ?? "what is in effect cannot be told");
        }
        if (IsNear(inEffect, to))
        {
            _pauseNs = FirstPauseNs;
            return new(DecisionOutcome.Applied, inEffect, "");
        }
        PauseFrom(nowNs);
        if ((inEffect > from && inEffect < to) || (inEffect < from && inEffect > to)) return new(DecisionOutcome.AppliedInPart, inEffect, "part of it is in effect");
        SetBack(timeout, nowNs);
        return new(DecisionOutcome.NotInEffect, inEffect, string.Create(CultureInfo.InvariantCulture, $"it said that it was done, and {inEffect:G6} is in effect"));
    }

    /// <summary>Sets back what was set before the first change.</summary>
    /// <returns>Null when it is; else why it is not.</returns>
    public string? Undo(TimeSpan timeout, long nowNs)
    {
        if (!HasChanged || _original is null) return null;
        if (runner.IsHanging) return "an earlier call has not returned; it is undone when it does";
        var failure = Try(token => actuator.Undo(_original, token), timeout, nowNs, out var isInTime);
        if (!isInTime) return "it did not answer in time";
        if (failure is not null) return failure;
        HasChanged = false;
        _mayAnswerLate = false;
        journal.Remove(Name);
        return null;
    }

    /// <summary>It is not asked for a while.</summary>
    public void PauseFrom(long nowNs)
    {
        _retryNs = nowNs + _pauseNs;
        _pauseNs = Math.Min(2 * _pauseNs, LongestPauseNs);
    }

    private static bool IsNear(double inEffect, double asked) => inEffect == asked || Math.Abs(inEffect - asked) <= Tolerance * Math.Abs(asked);

    // A call that returns after it was given up undoes itself: by then there may be no loop any more that would.
    private void ApplyOrUndo(double amount, string original, CancellationToken token)
    {
        actuator.Apply(amount, token);
        if (token.IsCancellationRequested) actuator.Undo(original, CancellationToken.None);
    }

    private void SetBack(TimeSpan timeout, long nowNs) => _ = Undo(timeout, nowNs);

    // Whatever the call wrote after it was given up is the call's own: the caller reads only what came in time.
    private string? Try(Action<CancellationToken> call, TimeSpan timeout, long nowNs, out bool isInTime)
    {
        try
        {
            isInTime = runner.TryRun(call, timeout);
            if (isInTime) return null;
            _mayAnswerLate = true;
            PauseFrom(nowNs);
            return "it did not answer in time";
        }
        catch (Exception exception)
        {
            isInTime = true;
            PauseFrom(nowNs);
            return exception.Message;
        }
    }
}

/// <summary>What became of a change.</summary>
internal readonly record struct ActuatorResult(DecisionOutcome Outcome, double InEffect, string Problem);
