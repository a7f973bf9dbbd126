using System.Runtime.Intrinsics;

namespace ShadowGen.Prediction;

/// <summary>
/// A Markov reward process over the frames of a call graph, in the order in which it is solved: places instead of nodes, and for each place its states in a row. The first
/// state is the beginning of a call; the second, for places that call, stands for what is the same whatever was called last; then one for each callee: it was called
/// last. From a state the function calls on, or returns, or does what it does from the second state. Buffers are kept: filling and solving again does not allocate.
/// </summary>
internal sealed class NeedsProblem
{
    /// <summary>Callees of one function that have a state; the least called ones beyond have none, and what comes after them does not depend on them.</summary>
    public const int MaxSiblings = 48;

    /// <param name="rowStart">Edges by caller (compressed sparse rows): where rows begin.</param>
    /// <param name="column">The callee of each edge.</param>
    /// <param name="calls">Calls by edge; one without is left out.</param>
    /// <param name="order">The order of the nodes.</param>
    public NeedsProblem(ReadOnlySpan<int> rowStart, ReadOnlySpan<int> column, ReadOnlySpan<long> calls, SolveOrder order)
    {
        Order = order;
        var places = order.NodeAt.Length;
        FirstState = new int[places + 1];
        FirstCall = new int[places + 1];
        FirstFactor = new int[places + 1];
        StateOfEdge = new int[column.Length];
        StateOfNode = new int[places];
        CommonOfNode = new int[places];
        var states = new List<StateRow>();
        var edges = new List<int>();
        var siblings = new List<int>();
        var entries = 0;
        var factors = 0;
        for (var place = 0; place < places; place++)
        {
            var node = order.NodeAt[place];
            var first = FirstState[place];
            StateOfNode[node] = CommonOfNode[node] = first;
            for (var edge = rowStart[node]; edge < rowStart[node + 1]; edge++)
            {
                StateOfEdge[edge] = first;
                if (calls[edge] > 0) edges.Add(edge);
            }
            FirstCall[place + 1] = edges.Count;
            var active = edges.Count - FirstCall[place];
            Add(-1, active == 0 ? 0 : Math.Min(active, TransitionRow.Outcomes));
            if (active > 0)
            {
                CommonOfNode[node] = first + 1;
                Add(-1, active);
                Select(edges, FirstCall[place], calls, siblings);
                for (var edge = rowStart[node]; edge < rowStart[node + 1]; edge++) StateOfEdge[edge] = first + 1;
                foreach (var edge in siblings)
                {
                    StateOfEdge[edge] = states.Count;
                    Add(edge, Math.Min(active, TransitionRow.Outcomes));
                }
            }
            FirstState[place + 1] = states.Count;
            var size = states.Count - first - 1;
            FirstFactor[place + 1] = factors += size * size;
        }
        Rows = [.. states];
        Edge = [.. edges];
        Callee = new int[edges.Count];
        Following = new int[edges.Count];
        for (var call = 0; call < Edge.Length; call++)
        {
            Callee[call] = order.PlaceOf[column[Edge[call]]];
            Following[call] = StateOfEdge[Edge[call]];
        }
        Entries = new CallEntry[entries];
        Factors = new double[factors];
        Terms = new NodeTerms[places];
        Needs = new NodeNeeds[places];
        Remaining = new NodeNeeds[Rows.Length];
        IsFactored = new bool[places];

        void Add(int edge, int capacity)
        {
            states.Add(new() { Edge = edge, Start = entries, End = entries, Return = 1, Gaps = 1 });
            entries += capacity;
        }
    }

    public SolveOrder Order { get; }

    /// <summary>By place: where its states begin.</summary>
    public int[] FirstState { get; }

    /// <summary>By place: where its calls begin in <see cref="Callee"/> and <see cref="Edge"/>.</summary>
    public int[] FirstCall { get; }

    /// <summary>By call: the place that is called.</summary>
    public int[] Callee { get; }

    /// <summary>By call: the state that follows it.</summary>
    public int[] Following { get; }

    /// <summary>By call: the edge of the graph that it is.</summary>
    public int[] Edge { get; }

    /// <summary>By node: the state of a call that begins.</summary>
    public int[] StateOfNode { get; }

    /// <summary>By node: the state of a call whose last callee is not known; that of one that begins where the node calls nothing.</summary>
    public int[] CommonOfNode { get; }

    /// <summary>By edge of the graph: the state that follows its call; its caller's common one where it has none of its own.</summary>
    public int[] StateOfEdge { get; }

    public StateRow[] Rows { get; }

    /// <summary>What may be called next: the entries of all rows.</summary>
    public CallEntry[] Entries { get; }

    /// <summary>By place: where the elimination of its states is kept in <see cref="Factors"/>.</summary>
    public int[] FirstFactor { get; }

    public double[] Factors { get; }

    /// <summary>By place: whether <see cref="Factors"/> are those of its rows. Clear it after changing them.</summary>
    public bool[] IsFactored { get; }

    public NodeTerms[] Terms { get; }

    /// <summary>By place: what a whole call needs.</summary>
    public NodeNeeds[] Needs { get; }

    /// <summary>By state: what is still to come in the frame.</summary>
    public NodeNeeds[] Remaining { get; }

    public long MemoryBytes => (Rows.Length * (64L + 64)) + (Terms.Length * (224L + 64 + 16)) + (Entries.Length * 24L) + (Factors.Length * 8L) + (Edge.Length * 12L) + ((StateOfEdge.Length + StateOfNode.Length + CommonOfNode.Length) * 4L);

    /// <summary>Adds a call to the end of a row.</summary>
    public void Append(ref StateRow row, int call, double probability) =>
        Entries[row.End++] = new() { Probability = probability, Callee = Callee[call], Following = Following[call], Call = call };

    // The most called ones, in the order of their edges.
    private static void Select(List<int> edges, int first, ReadOnlySpan<long> calls, List<int> siblings)
    {
        siblings.Clear();
        for (var i = first; i < edges.Count; i++) siblings.Add(edges[i]);
        if (siblings.Count <= MaxSiblings) return;
        var count = calls.ToArray();
        siblings.Sort((a, b) => count[b] != count[a] ? count[b].CompareTo(count[a]) : a - b);
        siblings.RemoveRange(MaxSiblings, siblings.Count - MaxSiblings);
        siblings.Sort();
    }
}

/// <summary>One state: where its entries are, and what leads out of it but calls. Entries, <see cref="Escape"/> and <see cref="Return"/> sum to 1.</summary>
internal struct StateRow
{
    /// <summary>The edge of the graph whose call was the last one; -1 for the first two states of a place.</summary>
    public int Edge;

    public int Start;

    public int End;

    /// <summary>The probability that what comes next does not depend on the last call: that of the place's second state.</summary>
    public double Escape;

    /// <summary>The probability that the function returns.</summary>
    public double Return;

    /// <summary>Stretches of the function's own code still to come, this one included: one more than calls to come. Filled by the solver.</summary>
    public double Gaps;
}

/// <summary>A call that may come next in a state.</summary>
internal struct CallEntry
{
    public double Probability;

    /// <summary>The place that is called.</summary>
    public int Callee;

    /// <summary>The state after it.</summary>
    public int Following;

    /// <summary>Which of the calls of the problem it is.</summary>
    public int Call;
}

/// <summary>What is known of a place before solving. One lane per resource; variances beside the means.</summary>
internal struct NodeTerms
{
    /// <summary>What a call uses itself, without callees; 0 where it was not measured.</summary>
    public Vector256<double> Own;

    public Vector256<double> OwnVariance;

    /// <summary>All bits set where <see cref="Own"/> is not known: then it is what was measured beyond what callees add up to.</summary>
    public Vector256<double> IsOwnUnknown;

    /// <summary>What a whole call was measured to use; 0 where it was not measured.</summary>
    public Vector256<double> Measured;

    public Vector256<double> MeasuredVariance;

    /// <summary>How much the process counts beside what was measured, 0 to 1.</summary>
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
