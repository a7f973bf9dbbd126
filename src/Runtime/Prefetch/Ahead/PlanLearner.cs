using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Prefetch;

/// <summary>What was learned of the calls of one method, and which of the method's own calls are accompanied for it. Thread-safe.</summary>
internal sealed class PlanLearner(AheadControl control, string method, CallLearner[] calls)
{
    /// <summary>One in so many calls of the method, at random, shows what happens when nothing is started.</summary>
    public const int Interval = 16;

    /// <summary>So many at first are all accompanied: a method that is called once may hold a loop over everything.</summary>
    private const int First = 16;

    [ThreadStatic]
    private static ulong _random;

    private readonly CallLearner[] _calls = calls;
    private int _interest = (int)Interest.None;
    private int _begun;
    private bool _isUnknowable;

    public AheadControl Control { get; } = control;

    public Interest Interest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Interest)Volatile.Read(ref _interest);
    }

    public CallLearner this[int call] => _calls[call];

    /// <summary>Whether a call of the method is accompanied.</summary>
    public bool IsDrawn() => Interest == Interest.All || Volatile.Read(ref _begun) < First || IsOneIn(Interval);

    /// <summary>A call of the method begins that is accompanied.</summary>
    /// <param name="weight">How many calls it stands for.</param>
    /// <returns>Whether anything may be started for it.</returns>
    public bool Begin(out int weight)
    {
        var isFirst = Volatile.Read(ref _begun) < First && Interlocked.Increment(ref _begun) <= First;
        weight = isFirst || Interest == Interest.All ? 1 : Interval;
        return Control.Mode == AheadMode.Start && (isFirst || !IsOneIn(Interval));
    }

    /// <summary>It cannot be known when calls of the method end: nothing could be dropped in time.</summary>
    public void EndsUnseen()
    {
        Volatile.Write(ref _isUnknowable, true);
        Look();
    }

    /// <summary>Takes over what the control was told.</summary>
    public void Look()
    {
        var now = Control.NowNs();
        foreach (var call in _calls) call.Look(now);
        Follow();
    }

    /// <summary>Takes over what its calls have learned.</summary>
    public void Follow()
    {
        var mode = Control.Mode;
        var interest = Interest.Sample;
        if (mode == AheadMode.Off || Volatile.Read(ref _isUnknowable)) interest = Interest.None;
        else if (mode == AheadMode.Start && Array.Exists(_calls, static c => c.Pays)) interest = Interest.All;
        if (interest != Interest) Volatile.Write(ref _interest, (int)interest);
    }

    public CallAheadStatistics[] Statistics() => Array.ConvertAll(_calls, c => c.Statistics(method));

    /// <summary>True at random. Of the thread, not of the plan: no processor waits for another.</summary>
    public static bool IsOneIn(int interval)
    {
        if (_random == 0) _random = ((ulong)Environment.CurrentManagedThreadId * 0x9E37_79B9_7F4A_7C15) | 1;
        return (Gap.Next(ref _random) >> 32) % (uint)interval == 0;
    }
}
