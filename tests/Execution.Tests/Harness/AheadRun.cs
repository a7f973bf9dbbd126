using ShadowGen.Prefetch;

namespace ShadowGen.Execution.Tests.Harness;

/// <summary>One program, run plain and with calls ahead, many times over, so that what pays is learned and then done. Both must return the same.</summary>
internal static class AheadRun
{
    private static readonly Lock OneAtATime = new();

    private const string Usings =
        "using System; using System.Collections.Generic; using System.Linq; using System.Threading; using System.Threading.Tasks; using ShadowGen;\n";

    // Off the test's own synchronization context, on which nothing is started.
    private const string Program =
        """

        public static class Program
        {
            public static string Run() => Task.Run(async () =>
            {
                var trace = new List<string>();
                for (var i = 0; i < 60; i++)
                {
                    var line = await Case.RunAsync(i);
                    if (trace.Count == 0 || trace[^1] != line) trace.Add(line);
                }
                return string.Join(';', trace);
            }).GetAwaiter().GetResult();
        }
        """;

    /// <param name="method">The planned method, without namespace: <c>Handler.GetAsync</c>; of that name in no other test.</param>
    /// <param name="source">Has <c>static Task&lt;string&gt; Case.RunAsync(int run)</c>.</param>
    /// <param name="trace">What the runs return, without repetitions.</param>
    /// <returns>What came of each planned call, in the order of the plan.</returns>
    public static IReadOnlyList<CallAheadStatistics> Agrees(string method, string source, string trace)
    {
        var plain = Compiler.Plain([("/project/Program.cs", Usings + source + Program)]);
        Assert.Equal(trace, Run.Program(Compiler.Emit(plain)).Trace);
        lock (OneAtATime)
        {
            AheadControl.OfProcess.Configure(AheadMode.Start, new AheadLimits(1e9, 1e9, 1e15, 64, 64));
            try
            {
                IReadOnlyList<CallAheadStatistics> statistics = [];
                var shadowed = Run.Program(Compiler.Emit(Compiler.Shadowed(plain)), () => statistics = AheadControl.OfProcess.Statistics());
                Assert.Equal(trace, shadowed.Trace);
                return [.. statistics.Where(one => one.Method.StartsWith("M:" + method, StringComparison.Ordinal))];
            }
            finally
            {
                AheadControl.OfProcess.Configure(AheadMode.Count, AheadLimits.Usual);
            }
        }
    }
}
