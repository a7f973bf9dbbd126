namespace ShadowGen.Prefetch;

/// <summary>
/// Holds what was won against what it cost, over windows of outcomes: where a window lost, or most of it was in vain, there is a pause, twice as long each time in a row. One thread at a time.
/// </summary>
internal struct Regret
{
    /// <summary>Outcomes after which the balance is drawn.</summary>
    public const int Window = 64;

    private const long FirstPauseNs = 1_000_000_000;
    private const int MostDoublings = 8;

    private int _outcomes;
    private int _vain;
    private double _balance;
    private int _inARow;
    private long _until;

    public readonly bool IsPaused(long nowNs) => nowNs < _until;

    /// <summary>Nanoseconds of the pause under way, or of the last one; 0 when there was none yet.</summary>
    public readonly long PauseNs => _inARow == 0 ? 0 : FirstPauseNs << Math.Min(_inARow - 1, MostDoublings);

    /// <param name="wonNs">What the outcome saved; below 0, what it lost.</param>
    /// <param name="inVain">Nothing came of it.</param>
    /// <param name="nowNs">By a monotonic clock.</param>
    /// <returns>Whether a pause begins.</returns>
    public bool Add(double wonNs, bool inVain, long nowNs)
    {
        _balance += wonNs;
        if (inVain) _vain++;
        if (++_outcomes < Window) return false;
        var lost = _balance <= 0 || _vain > Window / 2;
        (_outcomes, _vain, _balance) = (0, 0, 0);
        if (IsPaused(nowNs)) return false; // what was under way when it began
        if (!lost)
        {
            if (_inARow > 0) _inARow--;
            return false;
        }
        Pause(nowNs);
        return true;
    }

    /// <summary>An outcome that was added already came to more, or less.</summary>
    public void Correct(double wonNs) => _balance += wonNs;

    /// <summary>Begins a pause.</summary>
    public void Pause(long nowNs)
    {
        _inARow++;
        _until = nowNs + PauseNs;
    }
}
