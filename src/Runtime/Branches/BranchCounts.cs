namespace ShadowGen.Branches;

/// <summary>
/// Runs of a function, exponentially forgotten: how many, and of each callee in how many of them it was called and how often. Probabilities are those of a Beta and a Dirichlet prior whose
/// mean is what is known of all runs, so that a few runs say little and none nothing. Not thread-safe.
/// </summary>
internal sealed class BranchCounts
{
    /// <summary>Callees of one function that are told apart; what it calls beyond these is passed over.</summary>
    public const int MostCallees = 12;

    /// <summary>Runs after which one counts half.</summary>
    private const double HalfLife = 256;

    /// <summary>How many runs what is known of all of them is worth.</summary>
    private const float Strength = 1;

    /// <summary>Of what no run has shown: Jeffreys' prior.</summary>
    private const float Prior = 0.5f;

    private static readonly float Kept = (float)Math.Exp(-Math.Log(2) / HalfLife);

    private float[] _called = [];
    private float[] _calls = [];
    private float _any;
    private float _total;

    /// <summary>Runs, forgotten ones in part.</summary>
    public float Runs { get; private set; }

    public int Bytes => 48 + (8 * _called.Length);

    /// <param name="calls">How often each callee was called, by its place; as many as there are callees.</param>
    public void Learn(ReadOnlySpan<int> calls)
    {
        if (calls.Length > _called.Length) Grow(calls.Length);
        Runs = (Runs * Kept) + 1;
        _any *= Kept;
        _total *= Kept;
        var isAny = false;
        for (var i = 0; i < calls.Length; i++)
        {
            _called[i] = (_called[i] * Kept) + (calls[i] > 0 ? 1 : 0);
            _calls[i] = (_calls[i] * Kept) + calls[i];
            _total += calls[i];
            isAny |= calls[i] > 0;
        }
        if (isAny) _any++;
    }

    /// <summary>Probability that a run calls it.</summary>
    /// <param name="callee">Its place.</param>
    /// <param name="all">What is known of all runs; null for that itself.</param>
    public float Called(int callee, BranchCounts? all) =>
        all is null ? CalledAlone(callee) : (At(_called, callee) + (Strength * all.CalledAlone(callee))) / (Runs + Strength);

    /// <summary>Calls of it that a run is expected to make.</summary>
    /// <inheritdoc cref="Called" path="/param"/>
    public float Calls(int callee, BranchCounts? all) =>
        all is null ? CallsAlone(callee) : (At(_calls, callee) + (Strength * all.CallsAlone(callee))) / (Runs + Strength);

    /// <summary>Its part of all calls that runs make.</summary>
    /// <param name="callee">Its place.</param>
    /// <param name="all">What is known of all runs; null for that itself.</param>
    /// <param name="callees">How many there are.</param>
    public float Share(int callee, BranchCounts? all, int callees) =>
        all is null ? ShareAlone(callee, callees) : (At(_calls, callee) + (Strength * all.ShareAlone(callee, callees))) / (_total + Strength);

    /// <summary>Probability that a run calls anything.</summary>
    /// <param name="all">What is known of all runs; null for that itself.</param>
    public float Any(BranchCounts? all) => all is null ? AnyAlone() : (_any + (Strength * all.AnyAlone())) / (Runs + Strength);

    /// <summary>Bits that a run takes: which callees it calls and which it does not, and which one a call of it is, on average.</summary>
    /// <param name="calls">Of that run.</param>
    /// <param name="all">What is known of all runs; null for that itself.</param>
    public double BitsFor(ReadOnlySpan<int> calls, BranchCounts? all)
    {
        var (likelihood, sum, shares) = (1.0, 0, 0.0);
        for (var i = 0; i < calls.Length; i++)
        {
            var called = Called(i, all);
            likelihood *= calls[i] > 0 ? called : 1 - called;
            if (calls[i] == 0) continue;
            sum += calls[i];
            shares -= calls[i] * Math.Log2(Share(i, all, calls.Length));
        }
        return (sum > 0 ? shares / sum : 0) - Math.Log2(Math.Max(likelihood, double.Epsilon));
    }

    /// <summary>Forgets all runs.</summary>
    public void Clear()
    {
        (Runs, _any, _total) = (0, 0, 0);
        Array.Clear(_called);
        Array.Clear(_calls);
    }

    private float CalledAlone(int callee) => (At(_called, callee) + Prior) / (Runs + 1);

    private float CallsAlone(int callee) => At(_calls, callee) / MathF.Max(Runs, 1);

    private float ShareAlone(int callee, int callees) => (At(_calls, callee) + Prior) / (_total + (Prior * callees));

    private float AnyAlone() => (_any + Prior) / (Runs + 1);

    private static float At(float[] values, int callee) => callee < values.Length ? values[callee] : 0;

    private void Grow(int callees)
    {
        var size = Math.Min(MostCallees, Math.Max(callees, 2 * _called.Length));
        Array.Resize(ref _called, size);
        Array.Resize(ref _calls, size);
    }
}
