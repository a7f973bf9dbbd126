namespace ShadowGen.Allocation;

/// <summary>The actuators of one resource, the first to be asked first. A change that one cannot carry out goes to the next, and the log says so. One thread.</summary>
internal sealed class ActuatorChain(ManagedResource resource, DecisionLog log)
{
    private const long FirstPauseNs = 1_000_000_000;
    private const long LongestPauseNs = 300_000_000_000;

    private readonly List<GuardedActuator> _actuators = [];
    private long _retryNs = long.MinValue;
    private long _pauseNs = FirstPauseNs;

    public ManagedResource Resource => resource;

    public bool HasChanged => _actuators.Exists(static a => a.HasChanged);

    /// <summary>Which are asked before those that are there already.</summary>
    public void AddFirst(GuardedActuator actuator) => _actuators.Insert(0, actuator);

    public void AddLast(GuardedActuator actuator) => _actuators.Add(actuator);

    /// <summary>What is set now, by the first that can tell; null when none can work here.</summary>
    public double? Probe(TimeSpan timeout, long nowNs)
    {
        foreach (var actuator in _actuators)
        {
            if (actuator.ProblemAt(nowNs) is null && actuator.Probe(timeout, nowNs) is { IsAvailable: true } probe) return probe.Amount;
        }
        return null;
    }

    /// <summary>Asks one after the other.</summary>
    /// <returns>What is in effect then; null when nothing was changed.</returns>
    public double? Apply(double from, double to, string reason, TimeSpan timeout, long nowNs)
    {
        if (nowNs < _retryNs) return null;
        double? inEffect = null;
        foreach (var actuator in _actuators)
        {
            if (actuator.ProblemAt(nowNs) is not null) continue;
            var result = actuator.Apply(inEffect ?? from, to, timeout, nowNs);
            var why = result.Problem.Length == 0 ? reason : $"{result.Problem} ({reason})";
            log.Add(resource, actuator.Name, inEffect ?? from, to, result.InEffect, result.Outcome, why);
            if (result.Outcome is DecisionOutcome.Applied)
            {
                _pauseNs = FirstPauseNs;
                return result.InEffect;
            }
            if (result.Outcome is DecisionOutcome.AppliedInPart) inEffect = result.InEffect;
            else Counters.Faults.Manager($"{resource} by {actuator.Name}: {result.Problem}.");
        }
        Pause(nowNs);
        if (inEffect is null) log.Add(resource, "", from, to, double.NaN, DecisionOutcome.NotCarriedOut, $"nobody could set it ({reason})");
        return inEffect;
    }

    /// <summary>Sets back what was set before the first change, the last to have been asked first.</summary>
    public void Undo(double from, double original, string reason, TimeSpan timeout, long nowNs)
    {
        for (var i = _actuators.Count - 1; i >= 0; i--)
        {
            var actuator = _actuators[i];
            if (!actuator.HasChanged) continue;
            var problem = actuator.Undo(timeout, nowNs);
            log.Add(resource, actuator.Name, from, original, problem is null ? original : double.NaN, problem is null ? DecisionOutcome.Undone : DecisionOutcome.UndoFailed, problem is null ? reason : $"{problem} ({reason})");
        }
    }

    /// <summary>What calls did that returned after they were given up is set back.</summary>
    public void UndoLateAnswers(double original, TimeSpan timeout, long nowNs)
    {
        foreach (var actuator in _actuators)
        {
            if (!actuator.HasAnsweredLate || !actuator.HasChanged) continue;
            var problem = actuator.Undo(timeout, nowNs);
            if (problem is null) log.Add(resource, actuator.Name, double.NaN, original, original, DecisionOutcome.Undone, "it answered after it had been given up");
        }
    }

    /// <summary>Nothing is changed for a while, twice as long each time.</summary>
    /// <returns>For how long.</returns>
    public TimeSpan Pause(long nowNs)
    {
        var pause = TimeSpan.FromTicks(_pauseNs / 100);
        _retryNs = nowNs + _pauseNs;
        _pauseNs = Math.Min(2 * _pauseNs, LongestPauseNs);
        return pause;
    }
}
