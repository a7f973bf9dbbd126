using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ShadowGen.Graph;

namespace ShadowGen.Prediction;

/// <summary>
/// Expected needs, ready to read: of whole calls, and of what is left of a call after each call that it may have made last. For each state a row of four means, four standard deviations, four low
/// and four high ends of intervals. Immutable; any thread.
/// </summary>
/// <param name="graph">What the rows are of.</param>
/// <param name="stateOfNode">By node: the row of a whole call.</param>
/// <param name="commonOfNode">By node: the row of what is left of a call whose last callee is not known.</param>
/// <param name="stateOfEdge">By edge: the row of what is left of its caller's call after a call of it.</param>
/// <param name="rows">By state, <see cref="RowLength"/> each; NaN for what was not measured.</param>
internal sealed class NeedsTable(CallGraph graph, int[] stateOfNode, int[] commonOfNode, int[] stateOfEdge, double[] rows)
{
    public const int RowLength = 4 * NodeProfiles.Kinds;

    public static NeedsTable Empty { get; } = new(CallGraph.Empty, [], [], [], []);

    public CallGraph Graph => graph;

    /// <summary>What a whole call of a node needs. Nothing is measured for an index outside of the graph.</summary>
    public ResourcePrediction Read(int nodeIndex) =>
        (uint)nodeIndex >= (uint)stateOfNode.Length ? ResourcePrediction.NotMeasured : ToPrediction(nodeIndex, ref RowOf(stateOfNode[nodeIndex]));

    /// <summary>What is still to come in a running call.</summary>
    /// <param name="slot">The slot of the call.</param>
    /// <param name="lastSibling">The slot of the call that it made last; 0 when it has made none, any other number when that is not known.</param>
    public ResourcePrediction ReadRemaining(uint slot, int lastSibling)
    {
        var state = StateOf(slot, lastSibling, out var node);
        return state < 0 ? ResourcePrediction.NotMeasured : ToPrediction(node, ref RowOf(state));
    }

    /// <summary>Adds what is still to come in one more running call.</summary>
    /// <inheritdoc cref="ReadRemaining"/>
    public void AddRemaining(uint slot, int lastSibling, ref NeedsSum sum)
    {
        var state = StateOf(slot, lastSibling, out var node);
        if (state < 0) return;
        ref var row = ref Unsafe.As<double, NeedsRow>(ref RowOf(state));
        sum.Add(row);
        sum.Node = node;
    }

    /// <summary>The forecast of a sum, over the node added last.</summary>
    public ResourcePrediction ToPrediction(in NeedsSum sum)
    {
        if (sum.Node < 0) return ResourcePrediction.NotMeasured;
        var row = sum.ToRow();
        return ToPrediction(sum.Node, ref Unsafe.As<NeedsRow, double>(ref row));
    }

    // A last callee that somebody else called (code that is not shadowed, or went on after an await) tells that the call has begun, and no more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int StateOf(uint slot, int lastSibling, out int node)
    {
        var structure = graph.Structure;
        node = 0;
        var edge = structure.EdgeOfSlot(slot);
        if (edge < 0) return -1;
        node = structure.Callee[edge];
        if (lastSibling == 0) return stateOfNode[node];
        var sibling = lastSibling < 0 ? -1 : structure.EdgeOfSlot((uint)lastSibling);
        return sibling >= 0 && structure.Caller[sibling] == node ? stateOfEdge[sibling] : commonOfNode[node];
    }

    private ref double RowOf(int state) => ref rows[state * RowLength];

    private ResourcePrediction ToPrediction(int node, ref double row) => new(new(graph, node), Forecast(ref row), Forecast(ref Unsafe.Add(ref row, 1)), Forecast(ref Unsafe.Add(ref row, 2)), Forecast(ref Unsafe.Add(ref row, 3)));

    private static ResourceForecast Forecast(ref double first) => new(first, Unsafe.Add(ref first, 4), Unsafe.Add(ref first, 8), Unsafe.Add(ref first, 12));
}

/// <summary>A row of <see cref="NeedsTable"/>, one lane per resource.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NeedsRow
{
    public Vector256<double> Mean;
    public Vector256<double> Deviation;
    public Vector256<double> Low;
    public Vector256<double> High;
}

/// <summary>
/// A sum of independent needs. Its interval is made of theirs: each end is as far from the sum of means as the root of the sum of squares of their distances (the method of variance estimates
/// recovery: Zou and Donner 2008); so one need's interval stays its own, and the low end is never below 0. What was not measured of a need adds nothing.
/// </summary>
internal struct NeedsSum
{
    public int Node;

    private Vector256<double> _isMeasured;
    private Vector256<double> _mean;
    private Vector256<double> _variance;
    private Vector256<double> _below;
    private Vector256<double> _above;

    public static NeedsSum Zero => new() { Node = -1 };

    public void Add(in NeedsRow row)
    {
        var known = Vector256.Equals(row.Mean, row.Mean);
        _isMeasured |= known;
        _mean += known & row.Mean;
        _variance += known & (row.Deviation * row.Deviation);
        var below = row.Mean - row.Low;
        var above = row.High - row.Mean;
        _below += known & (below * below);
        _above += known & (above * above);
    }

    public readonly NeedsRow ToRow()
    {
        var unknown = Vector256.Create(double.NaN);
        return new()
        {
            Mean = Vector256.ConditionalSelect(_isMeasured, _mean, unknown),
            Deviation = Vector256.ConditionalSelect(_isMeasured, Vector256.Sqrt(_variance), unknown),
            Low = Vector256.ConditionalSelect(_isMeasured, Vector256.Max(_mean - Vector256.Sqrt(_below), Vector256<double>.Zero), unknown),
            High = Vector256.ConditionalSelect(_isMeasured, _mean + Vector256.Sqrt(_above), unknown),
        };
    }
}
