namespace ShadowGen.Adaptive.Benchmarks.Rivals;

/// <summary>Additive increase, multiplicative decrease (concurrency-limits, <c>AIMDLimit</c>; Chiu and Jain): one more while latency is below a bound, a share less when it is not.</summary>
internal sealed class AimdLimit(double bound, double backoff) : ConcurrencyLimit
{
    private int _limit = 10;

    public override int Limit => _limit;

    public override void Learn(double now, double latency, int inFlight)
    {
        if (latency > bound) _limit = Math.Max(1, Math.Min(_limit - 1, (int)(_limit * backoff)));
        else if (inFlight * 2 >= _limit) _limit++;
    }
}
