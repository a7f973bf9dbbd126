namespace ShadowGen.Arrivals;

/// <summary>
/// Counts the calls of roots in bins, from rounds that come when they come, and lets the model learn from them. Calls of a round are taken to have come evenly since the one
/// before. When more roots are called than have room, those stay that are called most. Not thread-safe.
/// </summary>
/// <param name="plan">Bins, horizons and periods.</param>
/// <param name="capacity">Roots at most.</param>
internal sealed class RootArrivals(ArrivalPlan plan, int capacity = RootArrivals.DefaultCapacity)
{
    public const int DefaultCapacity = 256;

    /// <summary>After a longer pause (the process was suspended, or starved) nobody knows when its calls came: its bins are missing.</summary>
    private const int MostBins = 60;

    /// <summary>Bins between two looks at which roots have room.</summary>
    private const int ReviewBins = 60;

    /// <summary>How many times as often a root must be called as the one whose room it takes: so that two do not take turns.</summary>
    private const int Advantage = 2;

    private const int None = -1;

    private readonly ArrivalModel<TensorColumns> _model = new(plan);
    private readonly long _binNs = (long)(plan.BinSeconds * 1e9);
    private readonly List<int> _nodes = [];
    private readonly float[] _rates = new float[capacity];
    private readonly double[] _open = new double[capacity];
    private readonly double[] _round = new double[capacity];
    private int[] _columnOf = [];
    private double[] _callsOf = [];
    private ArrivalTable _published = ArrivalTable.Empty;
    private long _lastNs;
    private long _binStartNs;
    private int _binsToReview = ReviewBins;
    private int _leftOut;
    private int _leftOutBefore;
    private bool _hasBegun;
    private bool _isNew;

    public long MemoryBytes => _model.MemoryBytes + (sizeof(int) * (long)_columnOf.Length) + (sizeof(double) * (long)_callsOf.Length);

    /// <summary>Adds calls of this round. A call that is a root by a share is that much of a call.</summary>
    /// <param name="node">Index of the function: the same for good.</param>
    /// <param name="calls">Not negative.</param>
    public void Add(int node, double calls)
    {
        if (node >= _columnOf.Length) Grow(node + 1);
        if (_callsOf[node] == 0 && _columnOf[node] == None) _leftOut++;
        _callsOf[node] += calls;
        if (_columnOf[node] == None && _nodes.Count < capacity) Place(node, _model.AddRoot());
        if (_columnOf[node] != None) _round[_columnOf[node]] += calls;
    }

    /// <summary>Takes in rates that earlier runs have seen, before anything has come in this one; later it does nothing.</summary>
    /// <param name="rates">Calls per second, by node.</param>
    /// <param name="bins">For so many bins.</param>
    public void Restore(IEnumerable<(int Node, double Rate)> rates, int bins)
    {
        if (_isNew || _published.Roots > 0) return;
        foreach (var (node, rate) in rates)
        {
            if (node >= _columnOf.Length) Grow(node + 1);
            if (_columnOf[node] == None && _nodes.Count < capacity)
            {
                _leftOut++; // as one that is called, until it has its place
                Place(node, _model.AddRoot());
            }
            if (_columnOf[node] != None) _rates[_columnOf[node]] = (float)rate;
        }
        if (_nodes.Count == 0) return;
        for (var bin = 0; bin < bins; bin++) _model.Add(_rates.AsSpan(0, _nodes.Count));
        _isNew = true;
    }

    /// <summary>Ends a round: what was added since the last one came until now.</summary>
    /// <param name="nowNs">Monotonic time. One that goes back is taken for the last.</param>
    public void EndRound(long nowNs)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            _lastNs = _binStartNs = nowNs;
        }
        var elapsed = Math.Max(0, nowNs - _lastNs);
        if (elapsed > MostBins * _binNs) Skip(nowNs);
        else if (nowNs - _binStartNs < _binNs) Keep(1);
        else CloseBins(nowNs, elapsed);
        Array.Clear(_round);
        _lastNs = Math.Max(_lastNs, nowNs);
    }

    /// <summary>What is foretold now; the same table while no bin has ended.</summary>
    public ArrivalTable Publish()
    {
        if (!_isNew) return _published;
        _isNew = false;
        var roots = _nodes.Count;
        var values = new float[_model.Horizons * 3 * roots];
        var correlations = new double[_model.Horizons];
        for (var horizon = 0; horizon < _model.Horizons; horizon++)
        {
            for (var row = 0; row < 3; row++) _model.Forecast(horizon, row, values.AsSpan(((horizon * 3) + row) * roots, roots));
            correlations[horizon] = _model.Correlation(horizon);
        }
        return _published = new(plan.HorizonSeconds, [.. _nodes], values, correlations, Math.Max(_leftOut, _leftOutBefore), _rates[..roots]);
    }

    private void CloseBins(long nowNs, long elapsed)
    {
        var from = _lastNs;
        while (nowNs - _binStartNs >= _binNs)
        {
            var end = _binStartNs + _binNs;
            Keep((double)(end - from) / elapsed);
            for (var i = 0; i < _nodes.Count; i++) _rates[i] = (float)(_open[i] / plan.BinSeconds);
            _model.Add(_rates.AsSpan(0, _nodes.Count));
            Array.Clear(_open);
            _binStartNs = from = end;
            _isNew = _nodes.Count > 0;
            if (--_binsToReview <= 0) Review();
        }
        Keep((double)(nowNs - from) / elapsed);
    }

    private void Keep(double share)
    {
        for (var i = 0; i < _nodes.Count; i++) _open[i] += share * _round[i];
    }

    private void Skip(long nowNs)
    {
        var bins = (nowNs - _binStartNs) / _binNs;
        _binStartNs += bins * _binNs;
        _model.Skip(bins);
        Array.Clear(_open);
    }

    // The root that is called least gives way to the one left out that is called most.
    private void Review()
    {
        _binsToReview = ReviewBins;
        var most = None;
        _leftOutBefore = _leftOut;
        _leftOut = 0;
        for (var node = 0; node < _callsOf.Length; node++)
        {
            if (_columnOf[node] != None || _callsOf[node] == 0) continue;
            if (most == None || _callsOf[node] > _callsOf[most]) most = node;
        }
        if (most != None)
        {
            var least = _nodes[0];
            foreach (var node in _nodes)
            {
                if (_callsOf[node] < _callsOf[least]) least = node;
            }
            if (_callsOf[most] > Advantage * _callsOf[least]) Replace(_columnOf[least], most);
        }
        Array.Clear(_callsOf);
    }

    private void Replace(int column, int node)
    {
        _columnOf[_nodes[column]] = None;
        _model.Forget(column);
        _open[column] = 0;
        _round[column] = 0;
        _nodes[column] = node;
        _columnOf[node] = column;
    }

    private void Place(int node, int column)
    {
        _nodes.Add(node);
        _columnOf[node] = column;
        _leftOut--;
    }

    private void Grow(int count)
    {
        var known = _columnOf.Length;
        Array.Resize(ref _columnOf, Math.Max(count, 2 * known));
        Array.Resize(ref _callsOf, _columnOf.Length);
        _columnOf.AsSpan(known).Fill(None);
    }
}
