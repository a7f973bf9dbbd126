using System.Globalization;

namespace ShadowGen;

/// <summary>What was learned of one call that may be prepared, and what came of preparing it. Counts are of the whole process so far. Immutable.</summary>
public sealed record CallAheadStatistics
{
    /// <summary>Documentation-comment id of the method in whose body the call stands.</summary>
    public string Method { get; init; } = "";

    /// <summary>Documentation-comment id of what is called.</summary>
    public string Callee { get; init; } = "";

    /// <summary>What is done ahead of it.</summary>
    public AheadKind Kind { get; init; }

    /// <summary>It pays: done in <see cref="ManagerMode.Act"/>, and else counted in <see cref="WouldHaveSaved"/>.</summary>
    public bool IsOn { get; init; }

    /// <summary>Why it is on or off, in a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How likely the method comes to the call, from where it may be prepared: 0 to 1, as learned.</summary>
    public double Probability { get; init; }

    /// <summary>How often the method was where the call may be prepared. Estimated from a sample while nothing is started.</summary>
    public long Reached { get; init; }

    /// <summary>How often it then came to the call. Estimated likewise.</summary>
    public long Made { get; init; }

    /// <summary>Mean time from where the call may be prepared to the call.</summary>
    public TimeSpan Lead { get; init; }

    /// <summary>Mean time that the plain call takes: of one that may be made early, after it has returned its task.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Calls that were made early, or prefetches started.</summary>
    public long Started { get; init; }

    /// <summary>Those that were used.</summary>
    public long Taken { get; init; }

    /// <summary>Those whose call never came.</summary>
    public long NotReached { get; init; }

    /// <summary>Those whose call had another receiver or other arguments.</summary>
    public long Mismatched { get; init; }

    /// <summary>Those that failed.</summary>
    public long Faulted { get; init; }

    /// <summary>Those whose call was made in another context: a value that flows on, a transaction, a scheduler, a cancelled token.</summary>
    public long OtherContext { get; init; }

    /// <summary>Those that were in vain, for whichever reason.</summary>
    public long Wasted => NotReached + Mismatched + Faulted + OtherContext;

    /// <summary>Processor time of those in vain: of an early call twice what it took to return, since what runs later is not measured; of a prefetch all its time.</summary>
    public TimeSpan WastedCpuTime { get; init; }

    /// <summary>Bytes that early calls in vain allocated before they returned.</summary>
    public long WastedBytes { get; init; }

    /// <summary>Those that were not started, for want of budget.</summary>
    public long Withheld { get; init; }

    /// <summary>What was saved, summed over calls: the mean time of the plain call less what was waited. Below 0 where it took longer.</summary>
    public TimeSpan Saved { get; init; }

    /// <summary>What would have been saved in <see cref="ManagerMode.Act"/>. Estimated from a sample.</summary>
    public TimeSpan WouldHaveSaved { get; init; }

    /// <summary>One line for people, in invariant culture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {Method} -> {Callee} {(IsOn ? "on" : "off")}: {Reason}; {Started} started, {Taken} taken, {Wasted} in vain, {Saved.TotalMilliseconds:f1} ms saved");
}
