using System.Runtime.InteropServices;

namespace ShadowGen.QuickStart.Forecasts;

/// <summary>The baseline for next calls: what came most often at this very step, counted by hand. It knows the place in the code, and nothing of the calls before.</summary>
internal sealed class StepCounts
{
    private readonly Dictionary<CallGraphEdge, int> _counts = [];
    private NextCall[]? _answers;

    public void Learn(CallGraphEdge actual) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, actual, out _)++;

    /// <summary>The three likeliest, as they were when this was first asked: an answer costs nothing after that, so that asking does not disturb what is measured.</summary>
    public ReadOnlySpan<NextCall> Predict() => _answers ??= [.. _counts.OrderByDescending(c => c.Value).Take(3).Select(c => new NextCall(c.Key, (double)c.Value / _counts.Values.Sum()))];
}
