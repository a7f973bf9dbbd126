using System.Text.Json;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary>A trace in the Trace Event Format, JSON object form, which Perfetto and chrome://tracing open: complete events, a thread for each lane.</summary>
internal static class ChromeTrace
{
    private const int Process = 1;

    public static byte[] Of(string name, Trace trace)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("displayTimeUnit", "ns");
            json.WriteStartArray("traceEvents");
            Name(json, "process_name", 0, name);
            var thread = 0;
            foreach (var (number, calls) in trace.Sequences.Index())
            {
                foreach (var (lane, placed) in Lanes.Of(calls).Index())
                {
                    Name(json, "thread_name", ++thread, $"sequence {number}{(lane > 0 ? $", at once {lane}" : "")}");
                    foreach (var call in placed) Event(json, trace, calls[call.Index], call, thread);
                }
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Event(Utf8JsonWriter json, Trace trace, in TraceCall call, in LaneCall placed, int thread)
    {
        json.WriteStartObject();
        json.WriteString("name", trace.NameOf(call.Operation));
        json.WriteString("cat", "call");
        json.WriteString("ph", "X");
        var (start, end) = (Microseconds(placed.Start), Microseconds(placed.End));
        json.WriteNumber("ts", start);
        json.WriteNumber("dur", end - start);
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        foreach (var (key, value) in TraceAttributes.Of(trace, call)) json.WriteNumber(key, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Viewers add start and duration as binary fractions, and drop a call that ends after its caller by a rounding error: sixteenths of a microsecond have none, and a recording is no finer.
    private static decimal Microseconds(long nanoseconds) => Math.Round(nanoseconds * 16m / 1000) / 16;

    private static void Name(Utf8JsonWriter json, string what, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("name", what);
        json.WriteString("ph", "M");
        json.WriteNumber("pid", Process);
        json.WriteNumber("tid", thread);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
