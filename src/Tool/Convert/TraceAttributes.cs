using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary>What is known of a call beside its time.</summary>
internal static class TraceAttributes
{
    public static IEnumerable<(string Key, long Value)> Of(Trace trace, TraceCall call)
    {
        if (!double.IsNaN(call.Allocated)) yield return ("allocated_bytes", (long)call.Allocated);
        if (!double.IsNaN(call.Cpu)) yield return ("cpu_ns", (long)Math.Round(call.Cpu * 1000));
        var names = call.Operation < trace.Operations.Count ? trace.Operations[call.Operation].Features : [];
        for (var i = 0; i < call.Arguments.Length; i++) yield return (i < names.Count ? names[i] : $"arg{i}", call.Arguments[i]);
    }
}
