using System.Numerics;
using System.Runtime.InteropServices;

namespace ShadowGen.Prediction.Benchmarks.Rivals;

/// <summary>
/// CPT+ (Gueniche, Fournier-Viger, Raman and Tseng, "CPT+: decreasing the time/space complexity of the Compact Prediction Tree", 2015): of the training sequences that hold the last calls, in any
/// order, what came after them is counted; where there are too few, the rarest of the last calls is taken for noise and left out.
/// </summary>
/// <remarks>
/// Adapted to one long sequence that is learned as it comes: training sequences are overlapping windows of the last calls, the oldest of which give way. What came right after the last of them counts most,
/// repeats count (the original recommends only what is new), and an escape of one count to order 0 makes a distribution of the scores. Its tree only saves memory, so windows are kept as they are.
/// </remarks>
internal sealed class CptPlus() : Blend("CPT+", SuffixLength)
{
    /// <summary>Calls of a window.</summary>
    public const int WindowLength = 16;

    /// <summary>Calls from one window to the next.</summary>
    public const int Stride = 4;

    /// <summary>Windows that are kept.</summary>
    public const int KeptWindows = 2048;

    /// <summary>Of the windows that hold the last calls, as many of the newest are looked at.</summary>
    public const int MostSimilar = 64;

    /// <summary>Calls counted before noise is no longer looked for.</summary>
    public const int EnoughCounted = 8;

    private const int SuffixLength = 5;

    /// <summary>Weight of a call that came later by one.</summary>
    private const double Fading = 0.1;

    private readonly int[]?[] _windows = new int[KeptWindows][];
    private readonly Dictionary<int, ulong[]> _holding = [];
    private readonly Queue<int> _recent = new();
    private readonly List<int> _suffix = [];
    private readonly Dictionary<int, double> _scores = [];
    private int _nextWindow;
    private int _notInWindow;

    public override void Begin()
    {
        if (_notInWindow > 0) AddWindow();
        _recent.Clear();
    }

    public override void Called(int operation, bool learns)
    {
        if (_recent.Count == WindowLength) _recent.Dequeue();
        _recent.Enqueue(operation);
        if (learns && ++_notInWindow == Stride) AddWindow();
    }

    public override void Predict(ReadOnlySpan<ContextCounts?> contexts, Span<double> distribution)
    {
        Uniform(distribution);
        if (contexts[0] is not { } all) return;
        WittenBell.Step(all, distribution);
        CountWhatFollows();
        if (_scores.Count == 0) return;
        var sum = _scores.Values.Sum() + 1;
        foreach (ref var p in distribution) p /= sum;
        foreach (var (operation, score) in _scores) distribution[operation] += score / sum;
    }

    private void AddWindow()
    {
        _notInWindow = 0;
        var place = _nextWindow++ % KeptWindows;
        foreach (var operation in _windows[place] ?? []) _holding[operation][place / 64] &= ~(1ul << (place % 64));
        _windows[place] = [.. _recent];
        foreach (var operation in _recent)
        {
            if (!_holding.TryGetValue(operation, out var windows)) _holding[operation] = windows = new ulong[KeptWindows / 64];
            windows[place / 64] |= 1ul << (place % 64);
        }
    }

    private void CountWhatFollows()
    {
        _scores.Clear();
        _suffix.Clear();
        _suffix.AddRange(_recent.TakeLast(SuffixLength).Reverse().Distinct().Reverse().Where(_holding.ContainsKey));
        var all = _suffix.Count;
        for (var counted = 0; _suffix.Count > 0 && counted < EnoughCounted;)
        {
            counted += CountIn(Similar(), (double)_suffix.Count / all);
            _suffix.Remove(_suffix.MinBy(o => _holding[o].Sum(BitOperations.PopCount)));
        }
    }

    /// <summary>The newest windows that hold the suffix.</summary>
    private List<int[]> Similar()
    {
        var similar = new List<int[]>();
        var newest = (_nextWindow - 1) % KeptWindows;
        for (var i = 0; i <= KeptWindows / 64 && similar.Count < MostSimilar; i++)
        {
            var word = ((newest / 64) - i + (KeptWindows / 64)) % (KeptWindows / 64);
            var bits = ulong.MaxValue;
            foreach (var operation in _suffix) bits &= _holding[operation][word];
            // The word with the newest window is looked at twice: first what is not newer than that, in the end the rest.
            var upToNewest = newest % 64 == 63 ? ulong.MaxValue : (1ul << ((newest % 64) + 1)) - 1;
            if (i == 0) bits &= upToNewest;
            if (i == KeptWindows / 64) bits &= ~upToNewest;
            for (; bits != 0 && similar.Count < MostSimilar; bits &= ~(1ul << BitOperations.Log2(bits))) similar.Add(_windows[(word * 64) + BitOperations.Log2(bits)]!);
        }
        return similar;
    }

    private int CountIn(List<int[]> windows, double weight)
    {
        var counted = 0;
        foreach (var window in windows)
        {
            var share = weight;
            for (var at = After(window); at < window.Length; at++, share *= Fading)
            {
                ref var score = ref CollectionsMarshal.GetValueRefOrAddDefault(_scores, window[at], out _);
                score += share;
                counted++;
            }
        }
        return counted;
    }

    /// <summary>The place from which on all of the suffix has been seen, its last call right before if there is such a place.</summary>
    private int After(int[] window)
    {
        var at = 0;
        foreach (var operation in _suffix) at = Math.Max(at, Array.IndexOf(window, operation) + 1);
        var last = Array.IndexOf(window, _suffix[^1], at - 1);
        return last < 0 ? at : last + 1;
    }
}
