using System.Numerics.Tensors;

namespace ShadowGen.Sequences;

/// <summary>
/// Learns which call comes next for a caller, or that it returns, from calls and returns in their order: counts in contexts of the past, and the longest earlier
/// occurrence of it, mixed in the logistic domain (the PAQ family of compressors: Mahoney, 2005). Memory is fixed at construction and nothing is allocated after.
/// One thread at a time.
/// </summary>
internal sealed class SequenceModel
{
    /// <summary>Counted for each outcome before it was ever seen.</summary>
    private const double Unseen = 0.1;

    /// <summary>All counts of outcomes are halved when one gets here.</summary>
    private const int MostCounted = 1 << 30;

    /// <summary>Callers above the top whose next call is considered; and the least probability that is followed there.</summary>
    private const int MostReturns = 64;
    private const double LeastReach = 1e-6;
    private const double LeastRest = 1e-7;

    private readonly CallPath _path = new();
    private readonly CallHistory _history;
    private readonly MatchModels _matches;
    private readonly CountTable _short;
    private readonly CountTable _wide;
    private readonly LeafCounts _leaves;
    private readonly Candidates _candidates = new();
    private readonly DecisionMixer _mixer = new();
    private readonly uint[] _hashes = new uint[SequenceContexts.Count];
    private readonly int[] _rows = new int[SequenceContexts.Count];
    private readonly int[] _outcomes;

    /// <param name="operations">Operations are 0 to this − 1; at most <see cref="Outcome.MaxOperations"/>.</param>
    /// <param name="options">What it may hold; by default 3.8 MB.</param>
    public SequenceModel(int operations, SequenceOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(operations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operations, Outcome.MaxOperations);
        options ??= new();
        Operations = operations;
        _history = new(options.History);
        _matches = new(_history);
        _short = new(options.ShortRows, isWide: false);
        _wide = new(options.WideRows, isWide: true);
        _leaves = new(operations);
        _outcomes = new int[operations + 1];
    }

    public int Operations { get; }

    /// <summary>Calls on the path.</summary>
    public int Depth => _path.Depth;

    /// <summary>When not, the history goes on, and matches with it, which is cheap; counts and weights do not learn.</summary>
    public bool IsLearning { get; set; } = true;

    /// <summary>Bytes held, constant from construction on.</summary>
    public long MemoryBytes => _path.Bytes + _history.Bytes + _matches.Bytes + _short.Bytes + _wide.Bytes + _mixer.Bytes + _leaves.Bytes + (4L * _outcomes.Length);

    /// <summary>A new flow begins: what comes next is a root. The one before it has ended, which is learned when nothing was left on its path.</summary>
    public void Begin()
    {
        if (IsLearning && _path is { Depth: 0, Pops: > 0 }) Learn(Outcome.Returns);
        _path.Begin();
        _history.Append(RecordedCall.Nothing);
        _matches.Begin();
    }

    /// <summary>The top of the path calls an operation.</summary>
    public void Enter(int operation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)operation, (uint)Operations, nameof(operation));
        if (IsLearning) Learn(Outcome.Of(operation));
        CountOutcome(Outcome.Of(operation));
        _path.Enter(operation);
        _history.Append(_path.Recent(1));
        _matches.Follow(_path);
    }

    /// <summary>The top of the path returns.</summary>
    public void Exit()
    {
        if (_path.Depth == 0) return;
        if (IsLearning) Learn(Outcome.Returns);
        CountOutcome(Outcome.Returns);
        _path.Exit();
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
        _path.Save();
        var reach = 1.0;
        for (var returns = 0; ; returns++)
        {
            var returned = Spread(reach, ref forecast, exceptReturns: true);
            if (_path.Depth == 0)
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
            _path.Exit();
        }
        _path.Restore();
        forecast.Sort();
        return forecast;
    }

    /// <summary>A forecast as a probability for each outcome: what it left to others is shared by those that it does not list, by how often each ever came.</summary>
    /// <param name="distribution">One place for each operation and one, the first, for returning.</param>
    /// <param name="forecast">Of the path as it is.</param>
    /// <param name="mayReturn">Returning is an outcome of that forecast.</param>
    public void Fill(Span<double> distribution, in Forecast forecast, bool mayReturn)
    {
        for (var i = 0; i < _outcomes.Length; i++) distribution[i] = _outcomes[i] + Unseen;
        if (!mayReturn) distribution[Outcome.Returns] = 0;
        foreach (var listed in forecast.Outcomes) distribution[listed.Outcome] = 0;
        var others = TensorPrimitives.Sum<double>(distribution);
        if (others > 0) TensorPrimitives.Multiply(distribution, forecast.Others / others, distribution);
        // When there are no others, what was left to them is the listed ones', each by its own share.
        var scale = others > 0 ? 1 : 1 / (1 - forecast.Others);
        foreach (var listed in forecast.Outcomes) distribution[listed.Outcome] = listed.Probability * scale;
    }

    // Adds what the path's top does next, times the probability of getting there. Gives the probability that it returns.
    private double Spread(double reach, ref Forecast forecast, bool exceptReturns = false)
    {
        var returned = 0.0;
        var rest = reach;
        if (_leaves.IsLeaf(_path))
        {
            returned = reach * _leaves.Returns(_path.Top.Operation);
            rest -= returned;
            if (!exceptReturns) forecast.Add(Outcome.Returns, returned);
        }
        Prepare();
        for (var rank = 0; rank < _candidates.Count && rest > LeastRest; rank++)
        {
            var mass = rest * _mixer.Decide(rank, _candidates, _matches);
            rest -= mass;
            var outcome = _candidates.OutcomeAt(rank);
            if (outcome == Outcome.Returns) returned += mass;
            if (outcome != Outcome.Returns || !exceptReturns) forecast.Add(outcome, mass);
        }
        forecast.AddOthers(rest);
        return returned;
    }

    private void CountOutcome(ushort outcome)
    {
        if (++_outcomes[outcome] < MostCounted) return;
        for (var i = 0; i < _outcomes.Length; i++) _outcomes[i] >>= 1;
    }

    private void Learn(ushort came)
    {
        if (_path.Depth > 0 && !_path.Top.HasCalled)
        {
            var isLeaf = _leaves.IsLeaf(_path);
            _leaves.Learn(_path.Top.Operation, came == Outcome.Returns);
            if (isLeaf && came == Outcome.Returns) return;
        }
        Prepare();
        var decided = 0;
        while (decided < _candidates.Count)
        {
            _mixer.Decide(decided, _candidates, _matches);
            if (_candidates.OutcomeAt(decided++) == came) break;
        }
        _mixer.Learn(decided, came);
        for (var context = 0; context < SequenceContexts.Count; context++)
        {
            TableOf(context).Count(_rows[context], _hashes[context], came);
        }
    }

    private void Prepare()
    {
        SequenceContexts.Hash(_path, _hashes);
        _candidates.Clear();
        _matches.Expect(_path.Pops);
        for (var i = MatchModels.Count - 1; i >= 0; i--) _candidates.Expect(i, _matches.Expected[i]);
        for (var context = SequenceContexts.Count - 1; context >= 0; context--)
        {
            var table = TableOf(context);
            var row = table.Find(_hashes[context]);
            _rows[context] = row;
            if (row != CountTable.Absent) _candidates.Add(context, table.Row(row));
        }
        _candidates.Rank();
        _mixer.Choose(_path, _candidates, _matches);
    }

    private CountTable TableOf(int context) => context < SequenceContexts.Wide ? _wide : _short;
}
