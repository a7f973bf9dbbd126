using ShadowGen.Graph;
using ShadowGen.Prediction;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prediction;

/// <summary>
/// A program that is known exactly: functions whose next call depends on the last one, with fixed costs of own code. Running it gives what the runtime would see of it (windows of calls,
/// exact counts, samples) beside what it does not see (returns, what was still to come at each moment).
/// </summary>
internal sealed class CallProgram
{
    // 0 is no slot of a call.
    private const int First = 1;

    private readonly (string Caller, string Callee)[] _edges;
    private readonly Dictionary<(string Function, string Last), (string Next, double Probability)[]> _next = [];
    private readonly Dictionary<string, double> _own = [];
    private readonly Random _random;
    private readonly List<uint> _calls = [];
    private readonly long[] _counts;
    private readonly List<Moment> _moments = [];
    private readonly List<(int Slot, long Cost, long Own)> _samples = [];

    public CallProgram(int seed, params (string Caller, string Callee)[] edges)
    {
        (_random, _edges, _counts) = (new(seed), edges, new long[edges.Length + First]);
        Graph.Add(First, "A.cs", edges);
    }

    public GraphModel Graph { get; } = new();

    /// <summary>All calls in order.</summary>
    public IReadOnlyList<uint> Calls => _calls;

    /// <summary>Where each frame was between its calls, and what was then still to come in it.</summary>
    public IReadOnlyList<Moment> Moments => _moments;

    /// <summary>Cost of each stretch of a function's own code.</summary>
    public CallProgram Costs(string function, double own)
    {
        _own[function] = own;
        return this;
    }

    /// <summary>What a function calls after a callee, or first (""); what is left to 1 is the return.</summary>
    public CallProgram After(string function, string last, params (string Next, double Probability)[] next)
    {
        _next[(function, last)] = next;
        return this;
    }

    public CallProgram Run(string root, int times)
    {
        for (var i = 0; i < times; i++) Call(root);
        return this;
    }

    /// <summary>A model that has seen every call in windows of one length, of which only each so many-th is shown; and samples of all.</summary>
    public NeedsModel Learn(int window = 2_048, int each = 1, bool withOrder = true, bool withWhole = true)
    {
        var needs = new NeedsModel();
        for (var start = 0; start < _calls.Count && withOrder; start += window * each) needs.Learn(_calls.Skip(start).Take(window).ToArray());
        for (var slot = 0; slot < _counts.Length; slot++) Graph.SetCalls(slot, _counts[slot]);
        foreach (var (slot, cost, own) in _samples) Graph.AddSample(Skeletons.Sample(slot, withWhole ? cost : own, exclusive: own));
        return needs;
    }

    public uint SlotOf(string caller, string callee) => (uint)(First + Array.IndexOf(_edges, (caller, callee)));

    /// <summary>The slot of any call of a function.</summary>
    public uint SlotOf(string callee) => (uint)(First + Array.FindIndex(_edges, edge => edge.Callee == callee));

    private (double Cost, double Own) Call(string function)
    {
        var own = 0.0;
        var cost = 0.0;
        var last = "";
        var mine = new List<(int Moment, double Before)>();
        while (true)
        {
            mine.Add((_moments.Count, cost));
            _moments.Add(new(function, last, 0));
            var stretch = _own.GetValueOrDefault(function);
            own += stretch;
            cost += stretch;
            var next = Draw(_next.GetValueOrDefault((function, last)));
            if (next is null) break;
            var slot = (int)SlotOf(function, next);
            _calls.Add((uint)slot);
            _counts[slot]++;
            var (callee, calleeOwn) = Call(next);
            _samples.Add((slot, (long)callee, (long)calleeOwn));
            cost += callee;
            last = next;
        }
        foreach (var (moment, before) in mine) _moments[moment] = _moments[moment] with { Remaining = cost - before };
        return (cost, own);
    }

    private string? Draw((string Next, double Probability)[]? next)
    {
        var draw = _random.NextDouble();
        foreach (var (name, probability) in next ?? [])
        {
            draw -= probability;
            if (draw < 0) return name;
        }
        return null;
    }

    public readonly record struct Moment(string Function, string Last, double Remaining);
}
