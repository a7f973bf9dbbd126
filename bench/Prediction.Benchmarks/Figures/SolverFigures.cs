using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ShadowGen.Benchmarks.Figures;
using ShadowGen.Benchmarks.Harness;
using ShadowGen.Benchmarks.Needs;
using ShadowGen.Counters;
using ShadowGen.Graph;

namespace ShadowGen.Prediction.Benchmarks.Figures;

/// <summary>
/// What needs cost, in CPU time of one thread: solving a process of 4,096 states, four callees for each function and four resources, from transition probabilities to needs (elimination included), beside the scalar
/// twin; all of a publication of such a graph; learning a call; reading what is left of one call, and of a path of eight.
/// </summary>
internal sealed class SolverFigures() : FigureGroup(
    "solver",
    new("needs.refresh", "us", Bound.AtMost(300)),
    new("needs.refresh.scalar", "us"),
    new("needs.publish", "us"),
    new("needs.learn", "ns"),
    new("needs.query", "ns", Bound.AtMost(20)),
    new("needs.query.path8", "ns"),
    new("needs.query.allocated", "B", Bound.AtMost(0)))
{
    private const int States = 4_096;
    private const int Repetitions = 101;
    private const int Questions = 20_000;
    private const int WindowLength = 2_048;
    private const int PathLength = 8;

    private readonly NeedsProblem _problem = RandomProcess.Of(States);
    private readonly GraphModel _graph = new();
    private readonly NeedsModel _needs = new();
    private readonly List<(int Caller, int Callee)> _edges = [];
    private uint[][] _windows = [];
    private NeedsTable _table = NeedsTable.Empty;
    private uint[] _path = [];
    private int _round;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        Build();
        Batch refresh = Refresh, scalar = Scalar, publish = Publish, learn = Learn, query = Query, path = QueryPath;
        Warmup.Run([refresh, publish, learn, query, path]);
        var figures = new Dictionary<string, double>
        {
            ["needs.refresh"] = Cost(refresh, 8) / 1_000,
            ["needs.refresh.scalar"] = Cost(scalar, 1) / 1_000,
            ["needs.publish"] = Cost(publish, 1) / 1_000,
            ["needs.learn"] = Cost(learn, 8) / WindowLength,
            ["needs.query"] = Cost(query, Questions),
            ["needs.query.path8"] = Cost(path, Questions),
        };
        var before = GC.GetAllocatedBytesForCurrentThread();
        query(Questions);
        path(Questions);
        figures["needs.query.allocated"] = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (2 * Questions);
        return figures;
    }

    // The same shape as a graph whose calls go by in windows; every node was measured.
    private void Build()
    {
        var rows = new StringBuilder("shadowgen-skeleton 1\nassembly Bench\nfile Bench.cs\n");
        for (var place = _problem.Terms.Length - 1; place >= 0; place--) rows.Append(CultureInfo.InvariantCulture, $"method {place + 1:x16} {place + 1} s M:N.T.F{place}\n");
        for (var place = 0; place < _problem.Terms.Length; place++)
        {
            for (var call = _problem.FirstCall[place]; call < _problem.FirstCall[place + 1]; call++) _edges.Add((place, _problem.Callee[call]));
        }
        _edges.Add((_problem.Terms.Length - 1, _problem.Terms.Length - 1));
        for (var slot = 0; slot < _edges.Count; slot++) rows.Append(CultureInfo.InvariantCulture, $"edge {slot} {_edges[slot].Caller + 1:x16} {_edges[slot].Callee + 1:x16} 0 {slot + 1}:1\n");
        _graph.AddSkeleton(0, SkeletonParser.Parse(Encoding.UTF8.GetBytes(rows.ToString())));
        var random = new Random(2);
        for (var slot = 0; slot < _edges.Count; slot++)
        {
            _graph.SetCalls(slot, 1_000 + random.Next(1_000));
            _graph.AddSample(Sample(slot, random.Next(100_000)));
        }
        _windows = [.. Enumerable.Range(0, 64).Select(_ => Window(random))];
        foreach (var window in _windows) _needs.Learn(window);
        _table = _needs.Publish(_graph.Publish());
        _path = new uint[PathLength];
        var node = _problem.Terms.Length - 1;
        for (var depth = 0; depth < PathLength; depth++)
        {
            var slot = _edges.FindIndex(edge => edge.Caller == node && edge.Callee != node);
            _path[depth] = (uint)Math.Max(0, slot);
            node = _edges[(int)_path[depth]].Callee;
        }
    }

    private static CallSample Sample(int slot, long cost) => new()
    {
        Slot = slot,
        Weight = 1,
        Flags = SampleFlags.CpuMeasured | SampleFlags.HasExclusive | SampleFlags.NetworkMeasured,
        CpuNs = cost,
        ElapsedNs = cost,
        AllocatedBytes = cost,
        NetworkBytes = cost,
        ExclusiveCpuNs = cost / 2,
        ExclusiveElapsedNs = cost / 2,
        ExclusiveAllocatedBytes = cost / 2,
        ExclusiveNetworkBytes = cost / 2,
    };

    // A walk down and up again.
    private uint[] Window(Random random)
    {
        var bySlot = _edges.Select((edge, slot) => (edge.Caller, slot)).ToLookup(pair => pair.Caller, pair => pair.slot);
        var path = new Stack<int>();
        path.Push(_problem.Terms.Length - 1);
        var window = new uint[WindowLength];
        for (var i = 0; i < window.Length;)
        {
            var slots = bySlot[path.Peek()].ToArray();
            if (slots.Length == 0 || (path.Count > 1 && (path.Count > 40 || random.NextDouble() < 0.4)))
            {
                path.Pop();
                continue;
            }
            var slot = slots[random.Next(slots.Length)];
            window[i++] = (uint)slot;
            path.Push(_edges[slot].Callee);
        }
        return window;
    }

    private long Refresh(int units)
    {
        for (var i = 0; i < units; i++)
        {
            Array.Clear(_problem.IsFactored);
            NeedsSolver.Solve(_problem);
        }
        return units;
    }

    private long Scalar(int units)
    {
        for (var i = 0; i < units; i++)
        {
            Array.Clear(_problem.IsFactored);
            NeedsSolverScalar.Solve(_problem);
        }
        return units;
    }

    // One more sample makes another graph, whose structure and transitions are those of the last one.
    private long Publish(int units)
    {
        for (var i = 0; i < units; i++)
        {
            _graph.AddSample(Sample(_round++ % _edges.Count, 1_000));
            _table = _needs.Publish(_graph.Publish());
        }
        return units;
    }

    private long Learn(int units)
    {
        for (var i = 0; i < units; i++) _needs.Learn(_windows[_round++ % _windows.Length]);
        _ = _needs.Publish(_table.Graph);
        return units;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long Query(int units)
    {
        for (var i = 0; i < units; i++) Consume(_table.ReadRemaining(_path[i & (PathLength - 1)], (i & 1) == 0 ? 0 : (int)_path[(i + 1) & (PathLength - 1)]));
        return units;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long QueryPath(int units)
    {
        for (var i = 0; i < units; i++)
        {
            var sum = NeedsSum.Zero;
            for (var frame = PathLength - 1; frame >= 0; frame--) _table.AddRemaining(_path[frame], frame == PathLength - 1 ? 0 : (int)_path[frame + 1], ref sum);
            Consume(_table.ToPrediction(sum));
        }
        return units;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Consume(in ResourcePrediction prediction) => _ = prediction;

    private static double Cost(Batch batch, int units)
    {
        var costs = new List<double>();
        for (var i = 0; i < Repetitions; i++)
        {
            var start = Clock.ThreadCpu();
            batch(units);
            costs.Add((Clock.ThreadCpu() - start) / units);
        }
        return Statistics.LowerQuartile(costs);
    }
}
