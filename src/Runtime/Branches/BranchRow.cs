namespace ShadowGen.Branches;

/// <summary>What runs of a function call, of those with some value of an argument or of all. Immutable; any thread.</summary>
internal sealed class BranchRow
{
    private readonly int[] _callees;
    private readonly float[] _called;
    private readonly float[] _calls;
    private readonly float[] _shares;

    private BranchRow(int[] callees, float any, float runs)
    {
        (_callees, Any, Runs) = (callees, any, runs);
        (_called, _calls, _shares) = (new float[callees.Length], new float[callees.Length], new float[callees.Length]);
    }

    /// <summary>The functions that any run has called. The order says nothing.</summary>
    public ReadOnlySpan<int> Callees => _callees;

    /// <summary>Probability that a run calls anything.</summary>
    public float Any { get; }

    /// <summary>Runs that this was learned from, forgotten ones in part.</summary>
    public float Runs { get; }

    public int Bytes => 96 + (12 * _callees.Length);

    /// <summary>Probability that a run calls the callee of this place, and how often it is expected to.</summary>
    public (float Called, float Calls) At(int place) => (_called[place], _calls[place]);

    /// <summary>Probability that a run calls anything, times the part of its calls that is of this callee; 0 for one that no run has called.</summary>
    public float ShareOf(int callee)
    {
        var place = Array.IndexOf(_callees, callee);
        return place < 0 ? 0 : Any * _shares[place];
    }

    /// <param name="callees">In the order of the counts' places; not copied.</param>
    /// <param name="counts">Of these runs.</param>
    /// <param name="all">Of all runs; null when these are all.</param>
    public static BranchRow Of(int[] callees, BranchCounts counts, BranchCounts? all)
    {
        var row = new BranchRow(callees, counts.Any(all), counts.Runs);
        for (var i = 0; i < callees.Length; i++) (row._called[i], row._calls[i], row._shares[i]) = (counts.Called(i, all), counts.Calls(i, all), counts.Share(i, all, callees.Length));
        return row;
    }
}
