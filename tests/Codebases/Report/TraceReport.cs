using System.Globalization;
using System.Text;
using ShadowGen.CallTracer;

namespace ShadowGen.Codebases.Report;

/// <summary>What the independent tracer says.</summary>
internal static class TraceReport
{
    private const int MostListed = 15;

    public static string Of(TraceComparison trace)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  traced: {trace.Compared:N0} edges of {trace.Processes} processes compared with ShadowGen's counts: {trace.Equal:N0} equal, {trace.Different.Count:N0} different\n");
        text.Append(CultureInfo.InvariantCulture, $"  call instructions of ordinary methods of their own assembly: {trace.Sites.Shadowed:N0} shadowed, {trace.Sites.Plain:N0} plain; {trace.StaticCoverage:P1} of those that are written as calls\n");
        text.Append(CultureInfo.InvariantCulture, $"  executed: {trace.Calls.Shadowed:N0} shadowed, {trace.Calls.Plain:N0} plain; {trace.DynamicCoverage:P2}\n");
        foreach (var reason in trace.Uncovered.GroupBy(u => u.Reason).OrderByDescending(g => g.Sum(u => u.Sites)))
            text.Append(CultureInfo.InvariantCulture, $"    plain, {reason.Key}: {reason.Sum(u => u.Sites):N0} instructions, {reason.Sum(u => u.Calls):N0} calls\n");
        foreach (var different in trace.Different.Take(MostListed))
            text.Append(CultureInfo.InvariantCulture, $"  DIFFERENT {different.Caller} -> {different.Callee}: tracer {different.Least}{(different.Most == different.Least ? "" : $" to {different.Most}")}, ShadowGen {different.ShadowGen}\n");
        foreach (var uncovered in trace.Uncovered.Where(u => u.Calls > 0 || u.Reason == "not mentioned").Take(MostListed))
            text.Append(CultureInfo.InvariantCulture, $"  plain ({uncovered.Reason}): {uncovered.Caller} -> {uncovered.Callee}: {uncovered.Calls:N0} calls\n");
        return text.ToString();
    }
}
