
namespace ShadowGen.Execution.Tests.Harness;

/// <summary>Programs whose service calls are compared with the plain build, and whose bytes are read from the graph. One at a time: nodes are the process's.</summary>
[CollectionDefinition(nameof(Services), DisableParallelization = true)]
public class Services
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.Data; using System.Data.Common; using System.IO; using System.Linq; using System.Net; using System.Net.Http; using System.Net.Sockets; "
        + "using System.Text; using System.Threading; using System.Threading.Tasks; using ShadowGen;\n";

    /// <param name="presets">A list of <c>ServiceCalls</c>, by name.</param>
    /// <param name="source">Has <c>static string Program.Run()</c>.</param>
    /// <param name="trace">What it returns in either build.</param>
    /// <param name="calls"><c>Type.Method calls read written</c> for each service node by its full name, overloads together; <c>-</c> where no byte was booked.</param>
    internal static void Agree(string presets, string source, string trace, params string[] calls)
    {
        var plain = Compiler.Plain([("/project/Program.cs", $"{Usings}[assembly: ShadowCalls({string.Join(" | ", presets.Split(' ').Select(name => "ServiceCalls." + name))})]\n{source}")]);
        var expected = Run.Program(Compiler.Emit(plain));
        Assert.Equal(trace, expected.Trace);

        var before = Read();
        var actual = Run.Program(Compiler.Emit(Compiler.Shadowed(plain)));
        Assert.Equal(expected.Trace, actual.Trace);
        Assert.Empty(actual.Skips);
        var due = calls.Order(StringComparer.Ordinal).ToList();
        var seen = Since(before);
        // What completes a task may wake its waiter before it lets the bytes be booked.
        for (var i = 0; i < 1_000 && !due.SequenceEqual(seen); i++)
        {
            Thread.Sleep(2);
            seen = Since(before);
        }

        Assert.Equal(due, seen);
    }

    private static List<string> Since(Dictionary<string, (long Calls, long? Read, long? Written)> before) =>
    [
        .. Read().Select(node => (node.Key, Value: Difference(node.Value, before.GetValueOrDefault(node.Key))))
            .Where(node => node.Value.Calls != 0)
            .Select(node => $"{node.Key} {node.Value.Calls} {Show(node.Value.Read)} {Show(node.Value.Written)}")
            .Order(StringComparer.Ordinal),
    ];

    private static Dictionary<string, (long Calls, long? Read, long? Written)> Read()
    {
        Shadow.Flush();
        return Shadow.CallGraph.Nodes.Where(node => node.IsServiceCall)
            .GroupBy(node => node.Name)
            .ToDictionary(group => group.Key, group => (group.Sum(node => node.Calls), Sum(group.Select(node => node.BytesRead)), Sum(group.Select(node => node.BytesWritten))));
    }

    private static (long Calls, long? Read, long? Written) Difference((long Calls, long? Read, long? Written) after, (long Calls, long? Read, long? Written) before) =>
        (after.Calls - before.Calls, after.Read - (before.Read ?? 0), after.Written - (before.Written ?? 0));

    private static long? Sum(IEnumerable<long?> values)
    {
        var known = values.Where(value => value is not null).ToList();
        return known.Count == 0 ? null : known.Sum();
    }

    private static string Show(long? bytes) => bytes is null or 0 ? "-" : bytes.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
