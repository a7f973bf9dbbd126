using System.Numerics.Tensors;

namespace ShadowGen.Sequences;

/// <summary>
/// A place in a flow, and what the memory says comes next there. Many may read one memory, each on a thread of its own; only the one of <see cref="SequenceModel"/> learns.
/// Nothing is allocated after construction. One thread at a time.
/// </summary>
internal class SequenceCursor
{
    /// <summary>Counted for each outcome before it was ever seen.</summary>
    private const double Unseen = 0.1;

    /// <summary>Callers above the top whose next call is considered; and the least probability that is followed there.</summary>
    private const int MostReturns = 64;
    private const double LeastReach = 1e-6;
    private const double LeastRest = 1e-7;

    private readonly PathUndo[] _undo = new PathUndo[MostReturns];

    /// <param name="memory">What was learned.</param>
    /// <param name="path">Where the flow is.</param>
    public SequenceCursor(SequenceMemory memory, CallPath path)
    {
        Memory = memory;
        Path = path;
        Matches = new(memory.Matches);
        Mixer = new(memory.Decisions);
    }

    /// <summary>Calls on the path.</summary>
    public int Depth => Path.Depth;

    public SequenceMemory Memory { get; }

    /// <summary>Where the flow is. After it was put in place of another, <see cref="FindMatches"/>.</summary>
    public CallPath Path { get; set; }

    /// <summary>Outcomes that are asked for at each caller, the likeliest first: others go unlisted. All unless set.</summary>
    public int MostRanks { get; set; } = Sequences.Candidates.Max;

    /// <summary>Whether a call that so far never called anything is taken to return without asking further.</summary>
    public bool TrustsLeaves { get; init; }

    protected MatchModels Matches { get; }

    protected Candidates Candidates { get; } = new();

    protected DecisionMixer Mixer { get; }

    protected uint[] Hashes { get; } = new uint[SequenceContexts.Count];

    protected int[] Rows { get; } = new int[SequenceContexts.Count];

    protected long OwnBytes => Path.Bytes + Mixer.Bytes;

    /// <summary>Looks for earlier occurrences of the path's last calls, as if they had been followed.</summary>
    public void FindMatches()
    {
        Matches.Begin();
        Matches.Follow(Path, records: false);
    }

    /// <summary>What the top of the path does next: an outcome for each of the likeliest, and what is left for all others. With nothing on the path, returning is the flow's end.</summary>
    /// <param name="outcomes">Filled from the likeliest on.</param>
    public Forecast NextOfCaller(Span<OutcomeProbability> outcomes)
    {
        var forecast = new Forecast(outcomes);
        Spread(1, ref forecast);
        forecast.Sort();
        return forecast;
    }

    /// <summary>Which call comes next in this flow, whichever caller on the path makes it, if the flow does not end before. Returns are not outcomes here.</summary>
    /// <param name="outcomes">Filled from the likeliest on.</param>
    public Forecast NextCall(Span<OutcomeProbability> outcomes)
    {
        var forecast = new Forecast(outcomes);
        var reach = 1.0;
        var returns = 0;
        for (; ; returns++)
        {
            var returned = Spread(reach, ref forecast, exceptReturns: true);
            if (Path.Depth == 0)
            {
                forecast.Exclude(returned);
                break;
            }
            if (returns == MostReturns || returned < LeastReach)
            {
                forecast.AddOthers(returned);
                break;
            }
            reach = returned;
            _undo[returns] = Path.TryOut();
        }
        while (returns > 0) Path.Undo(_undo[--returns]);
        forecast.Sort();
        return forecast;
    }

    /// <summary>A forecast as a probability for each outcome: what it left to others is shared by those that it does not list, by how often each ever came.</summary>
    /// <param name="distribution">One place for each operation and one, the first, for returning.</param>
    /// <param name="forecast">Of the path as it is.</param>
    /// <param name="mayReturn">Returning is an outcome of that forecast.</param>
    public void Fill(Span<double> distribution, in Forecast forecast, bool mayReturn)
    {
        var outcomes = Memory.Outcomes;
        for (var i = 0; i < outcomes.Length; i++) distribution[i] = outcomes[i] + Unseen;
        if (!mayReturn) distribution[Outcome.Returns] = 0;
        foreach (var listed in forecast.Outcomes) distribution[listed.Outcome] = 0;
        var others = TensorPrimitives.Sum<double>(distribution);
        if (others > 0) TensorPrimitives.Multiply(distribution, forecast.Others / others, distribution);
        // When there are no others, what was left to them is the listed ones', each by its own share.
        var scale = others > 0 ? 1 : 1 / (1 - forecast.Others);
        foreach (var listed in forecast.Outcomes) distribution[listed.Outcome] = listed.Probability * scale;
    }

    /// <summary>Looks up what contexts and matches know of the path as it is.</summary>
    protected void Prepare()
    {
        SequenceContexts.Hash(Path, Hashes);
        for (var context = 0; context < SequenceContexts.Wide; context++) Memory.Wide.Prefetch(Hashes[context]);
        for (var context = SequenceContexts.Wide; context < SequenceContexts.Count; context++) Memory.Short.Prefetch(Hashes[context]);
        Candidates.Clear();
        Matches.Expect(Path.Pops);
        for (var i = MatchModels.Count - 1; i >= 0; i--) Candidates.Expect(i, Matches.Expected[i]);
        for (var context = SequenceContexts.Count - 1; context >= 0; context--)
        {
            var table = Memory.TableOf(context);
            var row = table.Find(Hashes[context]);
            Rows[context] = row;
            if (row != CountTable.Absent) Candidates.Add(context, table.Row(row));
        }
        Mixer.Choose(Path, Candidates, Matches);
    }

    // Adds what the path's top does next, times the probability of getting there. Gives the probability that it returns.
    private double Spread(double reach, ref Forecast forecast, bool exceptReturns = false)
    {
        var returned = 0.0;
        var rest = reach;
        var caller = Path.Top.Operation;
        if (Memory.Leaves.IsLeaf(Path))
        {
            returned = reach * Memory.Leaves.Returns(caller);
            rest -= returned;
            if (!exceptReturns) forecast.Add(Outcome.Returns, caller, returned);
            if (TrustsLeaves)
            {
                forecast.AddOthers(rest);
                return returned;
            }
        }
        Prepare();
        for (var rank = 0; rank < Math.Min(Candidates.Count, MostRanks) && rest > LeastRest; rank++)
        {
            var mass = rest * Mixer.Decide(rank, Candidates, Matches);
            rest -= mass;
            var outcome = Candidates.OutcomeAt(rank);
            if (outcome == Outcome.Returns) returned += mass;
            if (outcome != Outcome.Returns || !exceptReturns) forecast.Add(outcome, caller, mass);
        }
        forecast.AddOthers(rest);
        return returned;
    }
}
