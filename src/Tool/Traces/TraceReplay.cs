using ShadowGen.Sequences;
using ShadowGen.Tool.Models;

namespace ShadowGen.Tool.Traces;

/// <summary>What <c>replay</c> shows, as JSON has it.</summary>
/// <param name="Trace">The folder.</param>
/// <param name="Calls">In all sequences.</param>
/// <param name="Sequences">Flows and threads.</param>
/// <param name="Seconds">From the first call's beginning to the last one's end.</param>
/// <param name="NextCall">How well the next call of a sequence was foretold, as soon as the last one was made.</param>
/// <param name="NextOfCaller">How well it was foretold what a caller does next: a call, or return.</param>
/// <param name="Methods">What was recorded of each.</param>
internal sealed record ReplayReport(string Trace, long Calls, int Sequences, double Seconds, ReplayScore NextCall, ReplayScore NextOfCaller, IReadOnlyList<ReplayedMethod> Methods);

/// <summary>How well outcomes were foretold, each before it was learned from.</summary>
/// <param name="Outcomes">How many.</param>
/// <param name="Bits">Mean cost of one, in bits: -log2 of the probability that it had.</param>
/// <param name="Top1">Share of outcomes that were thought likeliest.</param>
internal sealed record ReplayScore(long Outcomes, double Bits, double Top1);

/// <summary>A method of a trace: times in nanoseconds.</summary>
internal sealed record ReplayedMethod(string Name, long Calls, double Total, double Mean, double P50, double P99, double Allocated);

/// <summary>Replays a trace through the predictor, which learns as it goes, as it does in a process.</summary>
internal sealed class TraceReplay
{
    private readonly SequenceModel _model;
    private readonly OutcomeProbability[] _outcomes = new OutcomeProbability[128];
    private readonly double[] _distribution;
    private readonly Tally _flat = new();
    private readonly Tally _child = new();

    private TraceReplay(int operations)
    {
        _model = new(operations) { IsLearning = true };
        _distribution = new double[operations + 1];
    }

    public static ReplayReport Of(string folder, Trace trace)
    {
        var operations = Math.Max(trace.Operations.Count, trace.Sequences.SelectMany(calls => calls).Select(call => call.Operation + 1).DefaultIfEmpty(1).Max());
        var replay = new TraceReplay(operations);
        foreach (var calls in trace.Sequences) replay.Run(calls);
        var all = trace.Sequences.SelectMany(calls => calls).ToList();
        var seconds = all.Count == 0 ? 0 : (all.Max(call => call.Start + call.Duration) - all.Min(call => call.Start)) / 1e6;
        return new(folder, trace.Calls, trace.Sequences.Count, seconds, replay._flat.Score, replay._child.Score, [.. all.GroupBy(call => call.Operation).Select(group => MethodOf(trace.NameOf(group.Key), [.. group])).OrderByDescending(method => method.Total)]);
    }

    private void Run(TraceCall[] calls)
    {
        _model.Begin();
        var path = new Stack<int>();
        for (var i = 0; i < calls.Length; i++)
        {
            var came = Outcome.Of(calls[i].Operation);
            Add(_flat, _model.NextCall(_outcomes), came, mayReturn: false);
            while (path.Count > 0 && path.Peek() != calls[i].Parent) Return(path);
            if (_model.Depth > 0) Add(_child, _model.NextOfCaller(_outcomes), came, mayReturn: true);
            _model.Enter(calls[i].Operation);
            path.Push(i);
        }
        while (path.Count > 0) Return(path);
    }

    private void Return(Stack<int> path)
    {
        path.Pop();
        Add(_child, _model.NextOfCaller(_outcomes), Outcome.Returns, mayReturn: true);
        _model.Exit();
    }

    private void Add(Tally tally, in Sequences.Forecast forecast, int came, bool mayReturn)
    {
        _model.Fill(_distribution, forecast, mayReturn);
        var best = 0;
        for (var i = 1; i < _distribution.Length; i++) if (_distribution[i] > _distribution[best]) best = i;
        tally.Outcomes++;
        tally.Bits -= Math.Log2(Math.Max(_distribution[came], double.Epsilon));
        if (best == came) tally.Hits++;
    }

    private static ReplayedMethod MethodOf(string name, TraceCall[] calls)
    {
        var times = Array.ConvertAll(calls, call => call.Duration * 1000);
        Array.Sort(times);
        return new(ShortName.Of(name), calls.Length, times.Sum(), times.Average(), times[(int)(0.5 * (times.Length - 1))], times[(int)(0.99 * (times.Length - 1))], calls.Where(call => !double.IsNaN(call.Allocated)).Select(call => call.Allocated).DefaultIfEmpty(double.NaN).Average());
    }

    private sealed class Tally
    {
        public long Outcomes { get; set; }

        public double Bits { get; set; }

        public long Hits { get; set; }

        public ReplayScore Score => new(Outcomes, Outcomes == 0 ? double.NaN : Bits / Outcomes, Outcomes == 0 ? double.NaN : (double)Hits / Outcomes);
    }
}
