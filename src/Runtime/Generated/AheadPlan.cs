using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShadowGen.Prefetch;

namespace ShadowGen.Generated;

/// <summary>What may be done ahead within the calls of one method, and what was learned of that. One object for each method, made by emitted code. Thread-safe; never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AheadPlan
{
    private readonly AheadCall[] _calls;

    /// <param name="method">The method's documentation-comment id.</param>
    /// <param name="calls">The calls, by the numbers that emitted code uses for them.</param>
    public AheadPlan(string method, params AheadCall[] calls)
        : this(AheadControl.OfProcess, method, calls)
    {
    }

    internal AheadPlan(AheadControl control, string method, params AheadCall[] calls)
    {
        _calls = calls;
        Learned = new(control, method, Array.ConvertAll(calls, LearnerOf));
        control.Add(Learned);
    }

    /// <summary>Whether the call of the method that is about to be made wants an <see cref="AheadScope"/>. Allocates nothing.</summary>
    public bool IsWanted
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Learned.Interest != Interest.None && Learned.IsDrawn();
    }

    internal PlanLearner Learned { get; }

    internal ReadOnlySpan<AheadCall> Calls => _calls;

    private static CallLearner LearnerOf(AheadCall call) => call.Kind == AheadKind.Prefetch
        ? new WarmLearner(call.Callee, call.Probability, call.Repeats)
        : new SpeculationLearner(call.Callee, call.Probability);
}
