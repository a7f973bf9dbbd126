using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary>A trace as OTLP/JSON (ExportTraceServiceRequest of OpenTelemetry): a trace for each sequence, a span for each call. Ids are made of places, so that equal traces give equal bytes.</summary>
internal static class OtlpText
{
    private const int Internal = 1;

    /// <param name="name">The service.</param>
    /// <param name="trace">What was recorded.</param>
    /// <param name="began">When the recording began: traces have times since then only.</param>
    public static byte[] Of(string name, Trace trace, DateTimeOffset began)
    {
        var zero = (began - DateTimeOffset.UnixEpoch).Ticks * 100;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("resourceSpans");
            json.WriteStartObject();
            json.WriteStartObject("resource");
            json.WriteStartArray("attributes");
            Attribute(json, "service.name", "stringValue", name);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("scopeSpans");
            json.WriteStartObject();
            json.WriteStartObject("scope");
            json.WriteString("name", "ShadowGen");
            json.WriteEndObject();
            json.WriteStartArray("spans");
            foreach (var (number, calls) in trace.Sequences.Index())
            {
                var traceId = Hash($"{name}/{number}", 16);
                for (var i = 0; i < calls.Length; i++) Span(json, trace, calls[i], traceId, SpanId(number, i), calls[i].Parent < 0 ? "" : SpanId(number, calls[i].Parent), zero);
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Span(Utf8JsonWriter json, Trace trace, in TraceCall call, string traceId, string spanId, string parentId, long zero)
    {
        json.WriteStartObject();
        json.WriteString("traceId", traceId);
        json.WriteString("spanId", spanId);
        if (parentId.Length > 0) json.WriteString("parentSpanId", parentId);
        json.WriteString("name", trace.NameOf(call.Operation));
        json.WriteNumber("kind", Internal);
        // 64-bit numbers are strings in JSON of protocol buffers.
        json.WriteString("startTimeUnixNano", Number(zero + (long)Math.Round(call.Start * 1000)));
        json.WriteString("endTimeUnixNano", Number(zero + (long)Math.Round((call.Start + Math.Max(0, call.Duration)) * 1000)));
        json.WriteStartArray("attributes");
        foreach (var (key, value) in TraceAttributes.Of(trace, call)) Attribute(json, "shadowgen." + key, "intValue", Number(value));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Attribute(Utf8JsonWriter json, string key, string kind, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteStartObject("value");
        json.WriteString(kind, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Never all zero, which is no id.
    private static string SpanId(int sequence, int index) => (((ulong)(uint)(sequence + 1) << 32) | (uint)index).ToString("x16", CultureInfo.InvariantCulture);

    private static string Hash(string text, int bytes) => System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
