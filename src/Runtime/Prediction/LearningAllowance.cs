using ShadowGen.Counters;

namespace ShadowGen.Prediction;

/// <summary>CPU time that learning sequences may take: a bucket that the engine fills, and what learning or following a call has cost so far. Engine thread only.</summary>
internal sealed class LearningAllowance
{
    /// <summary>What may be saved up, and what there is at the start: the model learns most from its first calls.</summary>
    private const double MostNs = 60_000_000;

    /// <summary>At least so many calls of a window are learned (all of a shorter one), or it is only followed: contexts need their past.</summary>
    private const int LeastLearned = 32;

    private const double Plenty = 0.75;

    private const double LearnFirstNs = 4000, FollowFirstNs = 300, Rate = 0.1;

    /// <summary>
    /// A call costs between nothing and this. What the compiler takes is told in time, not in CPU time: on a busy machine its calls seem to cost less than nothing, and those of a cold
    /// process far more. One such figure must not keep all later calls, which could tell better, from being learned.
    /// </summary>
    private const double MostNsOfCall = 50_000;

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
        if (learned < Math.Min(LeastLearned, calls)) learned = 0;
        return true;
    }

    public void BeginLearning() => _learningNs = Now();

    public void EndLearning(int calls)
    {
        _learnedNs = Now() - _learningNs;
        if (calls > 0) _learnNs += Rate * (CostOf(_learnedNs, calls) - _learnNs);
    }

    /// <param name="followed">Calls that were followed and not learned.</param>
    public void EndWindow(int followed)
    {
        var all = Now() - _startedNs;
        if (followed > 0) _followNs += Rate * (CostOf(all - _learnedNs, followed) - _followNs);
        _leftNs -= Math.Max(0, all);
    }

    /// <summary>What each of these calls has cost, within reason.</summary>
    internal static double CostOf(long ns, int calls) => Math.Clamp((double)ns / calls, 0, MostNsOfCall);

    // Without what the just-in-time compiler takes, which is no part of what a call costs.
    private static long Now() => (ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now()) - ThreadClock.Compiled();
}
