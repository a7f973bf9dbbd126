using System.Diagnostics;
using System.Globalization;
using ShadowGen.Benchmarks.Figures;

namespace ShadowGen.Adaptive.Benchmarks.Speculation;

/// <summary>
/// A handler of three reads some 2 ms away each: with reads that are started early, plainly, and with all of them begun at once by hand, taking turns; medians. Then a million calls, twice, of a handler whose reads fail and whose
/// arguments change.
/// </summary>
internal sealed class SpeculationFigures(TextWriter output) : FigureGroup(
    "speculation",
    new("speculation.p50.ratio", "x", Bound.AtMost(0.45)),
    new("speculation.byhand.ratio", "x"),
    new("speculation.p50", "ms"),
    new("speculation.wrong", "", Bound.AtMost(0)),
    new("speculation.waste", "%", Bound.AtMost(5)),
    new("speculation.used", "%"),
    new("speculation.used.freely", "%"))
{
    private const int WarmUp = 100, Calls = 600;

    public override IReadOnlyDictionary<string, double> Measure()
    {
        Shadow.Configure(static o => o.Manager = ManagerMode.Act);
        try
        {
            var (own, plain, byHand) = MeasureAsync().GetAwaiter().GetResult();
            output.WriteLine($"median ms: {own:f2} with ShadowGen, {plain:f2} plain, {byHand:f2} by hand");
            var (wrong, waste, used) = Flaky(share: 0.05, cores: 0.02);
            var (wrongFreely, _, usedFreely) = Flaky(share: 0.25, cores: 1);
            return new Dictionary<string, double>
            {
                ["speculation.p50.ratio"] = own / plain,
                ["speculation.byhand.ratio"] = byHand / plain,
                ["speculation.p50"] = own,
                ["speculation.wrong"] = wrong + wrongFreely,
                ["speculation.waste"] = waste,
                ["speculation.used"] = used,
                ["speculation.used.freely"] = usedFreely,
            };
        }
        finally
        {
            Shadow.Configure(static o => (o.Manager, o.ManagerOptions.WastedCalls, o.ManagerOptions.WastedCores) = (ManagerMode.Observe, 0.05, 0.02));
        }
    }

    // With as much waste as is allowed unless set, and with so much that all calls may be started.
    private (long Wrong, double WastedPercent, double UsedPercent) Flaky(double share, double cores)
    {
        Shadow.Configure(o => (o.ManagerOptions.WastedCalls, o.ManagerOptions.WastedCores) = (share, cores));
        var before = OfFlaky();
        var wrong = FlakyTrial.RunAsync().GetAwaiter().GetResult();
        var after = OfFlaky();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{FlakyTrial.Calls} calls, {wrong} wrong, {100 * share:f0} in 100 may be in vain: {after}; {after.Withheld} withheld"));
        return (wrong, Percent(after.Wasted - before.Wasted), Percent(after.Taken - before.Taken));

        static CallAheadStatistics OfFlaky() => Shadow.CallsAhead.SingleOrDefault(static c => c.Method.Contains(nameof(FlakyHandler), StringComparison.Ordinal)) ?? new();
        static double Percent(long calls) => 100.0 * calls / FlakyTrial.Calls;
    }

    private static async Task<(double Own, double Plain, double ByHand)> MeasureAsync()
    {
        var handler = new PageHandler(new(), "north");
        var (own, plain, byHand) = (new List<double>(), new List<double>(), new List<double>());
        for (var call = 0; call < WarmUp + Calls; call++)
        {
            var begun = Stopwatch.GetTimestamp();
            var first = await handler.HandleAsync(call).ConfigureAwait(false);
            var ended = Stopwatch.GetTimestamp();
            var second = await handler.HandlePlainlyAsync(call).ConfigureAwait(false);
            var endedPlain = Stopwatch.GetTimestamp();
            var third = await handler.HandleByHandAsync(call).ConfigureAwait(false);
            var endedByHand = Stopwatch.GetTimestamp();
            if (first != second || second != third) throw new InvalidOperationException("handlers differ in their results");
            if (call < WarmUp) continue;
            own.Add(Stopwatch.GetElapsedTime(begun, ended).TotalMilliseconds);
            plain.Add(Stopwatch.GetElapsedTime(ended, endedPlain).TotalMilliseconds);
            byHand.Add(Stopwatch.GetElapsedTime(endedPlain, endedByHand).TotalMilliseconds);
        }
        return (Median(own), Median(plain), Median(byHand));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
