using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>
/// The recurrence need(n) = Own(n) + Share(n) · Σ calls(e) · need(callee(e)) in the order in which it is solved: places instead of nodes, rows of calls
/// (compressed sparse rows), and for each place one vector with a lane per resource. Buffers are kept: filling and solving again does not allocate.
/// </summary>
internal sealed class NeedsProblem
{
    public NeedsProblem(ReadOnlySpan<int> rowStart, ReadOnlySpan<int> column, SolveOrder order)
    {
        Order = order;
        var nodes = order.NodeAt.Length;
        RowStart = new int[nodes + 1];
        Callee = new int[column.Length];
        EdgeAt = new int[column.Length];
        Calls = new double[column.Length];
        CallsVariance = new double[column.Length];
        Terms = new NodeTerms[nodes];
        Needs = new NodeNeeds[nodes];
        var next = 0;
        for (var place = 0; place < nodes; place++)
        {
            var node = order.NodeAt[place];
            for (var edge = rowStart[node]; edge < rowStart[node + 1]; edge++)
            {
                EdgeAt[next] = edge;
                Callee[next++] = order.PlaceOf[column[edge]];
            }
            RowStart[place + 1] = next;
        }
    }

    public SolveOrder Order { get; }

    public int[] RowStart { get; }

    /// <summary>By entry of a row: the place that is called.</summary>
    public int[] Callee { get; }

    /// <summary>By entry of a row: the edge of the graph that it stands for.</summary>
    public int[] EdgeAt { get; }

    /// <summary>By entry of a row: calls per call of the caller.</summary>
    public double[] Calls { get; }

    /// <summary>By entry of a row: the variance of that number.</summary>
    public double[] CallsVariance { get; }

    public NodeTerms[] Terms { get; }

    public NodeNeeds[] Needs { get; }

    /// <summary>Sets one entry's calls per call of the caller. How they vary: a first call happens or not (Bernoulli), further ones come independently (Poisson).</summary>
    public void SetCalls(int entry, double calls)
    {
        Calls[entry] = calls;
        CallsVariance[entry] = calls <= 1 ? calls * (1 - calls) : calls - 1;
    }
}

/// <summary>What is known of a place before solving. One lane per resource; variances beside the means.</summary>
internal struct NodeTerms
{
    /// <summary>The part of the need that does not come from callees.</summary>
    public Vector256<double> Own;

    public Vector256<double> OwnVariance;

    /// <summary>How much of what the callees add up to counts, 0 to 1.</summary>
    public Vector256<double> Share;

    /// <summary>The need when the recurrence does not settle.</summary>
    public Vector256<double> Fallback;

    public Vector256<double> FallbackVariance;
}

/// <summary>What solving gave. One lane per resource.</summary>
internal struct NodeNeeds
{
    public Vector256<double> Mean;

    public Vector256<double> Variance;
}
