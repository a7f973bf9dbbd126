using ShadowGen.Counters;

namespace ShadowGen.Prediction;

/// <summary>CPU time that learning sequences may take: a bucket that the engine fills, and what learning or following a call has cost so far. Engine thread only.</summary>
/// <param name="now">CPU time of the running thread, in nanoseconds, without what the just-in-time compiler took; null for the thread's clocks.</param>
internal sealed class LearningAllowance(Func<long>? now = null)
{
    /// <summary>What may be saved up, and what there is at the start: the model learns most from its first calls.</summary>
    private const double MostNs = 60_000_000;

    /// <summary>At least so many calls of a window are learned (all of a shorter one), or it is only followed: contexts need their past.</summary>
    private const int LeastLearned = 32;

    private const double Plenty = 0.75;

    private const double LearnFirstNs = 4000, FollowFirstNs = 300, Rate = 0.1;

    /// <summary>
    /// One measurement never says more than so many times the first estimate, nor less than so small a part of it: the compiler's time is by the wall clock, so that on a busy machine
    /// the difference may even be below 0.
    /// </summary>
    private const double MostOff = 16;

    private double _leftNs = MostNs;
    private double _ownNs = double.PositiveInfinity;
    private double _learnNs = LearnFirstNs;
    private double _followNs = FollowFirstNs;
    private long _startedNs;
    private long _learningNs;
    private long _learnedNs;

    /// <summary>Nanoseconds that learning a call has cost lately.</summary>
    public double LearnNs => _learnNs;

    /// <summary>Adds to the bucket, after what was granted has been taken back.</summary>
    public void Fill(double ns)
    {
        _leftNs = Math.Min(MostNs, Math.Min(_leftNs, _ownNs) + ns);
        _ownNs = double.PositiveInfinity;
    }

    /// <summary>Lends until the next <see cref="Fill"/>: somebody waits for what is there to be learned, and will not wait for ever.</summary>
    public void Grant(double ns)
    {
        _ownNs = Math.Min(_ownNs, _leftNs);
        _leftNs = Math.Max(_leftNs, ns);
    }

    /// <summary>
    /// Whether a window of so many calls can be followed, and how many of them learned. Half of what is left is the most that one window takes; and while not nearly all is left, an eighth of
    /// its calls is learned at most: parts of many windows tell more than all of few.
    /// </summary>
    public bool Admit(int calls, out int learned)
    {
        learned = 0;
        _startedNs = Now();
        var pays = (_leftNs / 2) - (calls * _followNs);
        if (pays < 0) return false;
        learned = (int)Math.Min(_leftNs > Plenty * MostNs ? calls : Math.Max(LeastLearned, calls / 8), pays / _learnNs);
        learned = Math.Min(learned, calls);
        if (learned >= Math.Min(LeastLearned, calls)) return true;
        // Too dear, or taken for it: what is not tried is not measured either, so that the estimate goes back by itself.
        learned = 0;
        _learnNs += Rate * Math.Min(0, LearnFirstNs - _learnNs);
        return true;
    }

    public void BeginLearning() => _learningNs = Now();

    public void EndLearning(int calls)
    {
        _learnedNs = Math.Max(0, Now() - _learningNs);
        if (calls > 0) _learnNs += Rate * (Sane((double)_learnedNs / calls, LearnFirstNs) - _learnNs);
    }

    /// <param name="followed">Calls that were followed and not learned.</param>
    public void EndWindow(int followed)
    {
        var all = Math.Max(0, Now() - _startedNs);
        if (followed > 0) _followNs += Rate * (Sane((double)(all - _learnedNs) / followed, FollowFirstNs) - _followNs);
        _leftNs -= all;
    }

    // Without what the just-in-time compiler takes, which is no part of what a call costs.
    private long Now() => now is not null ? now() : (ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now()) - ThreadClock.Compiled();

    private static double Sane(double ns, double first) => Math.Clamp(ns, first / MostOff, first * MostOff);
}
