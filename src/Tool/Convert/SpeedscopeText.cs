using System.Text.Json;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary>A file for speedscope: of a trace what happened when, of a model what each path used.</summary>
internal static class SpeedscopeText
{
    private const string Schema = "https://www.speedscope.app/file-format-schema.json";

    public static byte[] Of(string name, Trace trace) => Write(name, trace.Sequences.SelectMany(calls => calls).Select(call => trace.NameOf(call.Operation)), (json, frames) =>
    {
        foreach (var (number, calls) in trace.Sequences.Index())
        {
            foreach (var (lane, placed) in Lanes.Of(calls).Index())
            {
                Begin(json, "evented", $"sequence {number}{(lane > 0 ? $", at once {lane}" : "")}", "nanoseconds", placed[0].Start, placed.Max(call => call.End));
                json.WriteStartArray("events");
                foreach (var (isOpen, index, at) in Events(placed))
                {
                    json.WriteStartObject();
                    json.WriteString("type", isOpen ? "O" : "C");
                    json.WriteNumber("frame", frames[trace.NameOf(calls[index].Operation)]);
                    json.WriteNumber("at", at);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }
    });

    public static byte[] Of(string name, IReadOnlyList<WeightedStack> stacks) => Write(name, stacks.SelectMany(stack => stack.Path), (json, frames) =>
    {
        foreach (var (kind, unit, weight) in new (string, string, Func<WeightedStack, double>)[] { ("cpu", "nanoseconds", stack => stack.Cpu), ("elapsed", "nanoseconds", stack => stack.Elapsed), ("allocated", "bytes", stack => stack.Allocated) })
        {
            var used = stacks.Where(stack => Math.Round(weight(stack)) > 0).ToList();
            Begin(json, "sampled", kind, unit, 0, (long)used.Sum(stack => Math.Round(weight(stack))));
            json.WriteStartArray("samples");
            foreach (var stack in used)
            {
                json.WriteStartArray();
                foreach (var method in stack.Path) json.WriteNumberValue(frames[method]);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteStartArray("weights");
            foreach (var stack in used) json.WriteNumberValue((long)Math.Round(weight(stack)));
            json.WriteEndArray();
            json.WriteEndObject();
        }
    });

    /// <summary>Openings and closings in the order of a stack.</summary>
    public static IEnumerable<(bool IsOpen, int Index, long At)> Events(IEnumerable<LaneCall> calls)
    {
        var open = new Stack<LaneCall>();
        foreach (var call in calls)
        {
            while (open.TryPeek(out var top) && (top.End < call.Start || (top.End == call.Start && top.End < call.End) || top.End < call.End))
            {
                open.Pop();
                yield return (false, top.Index, top.End);
            }
            open.Push(call);
            yield return (true, call.Index, call.Start);
        }
        while (open.TryPop(out var last)) yield return (false, last.Index, last.End);
    }

    private static byte[] Write(string name, IEnumerable<string> names, Action<Utf8JsonWriter, Dictionary<string, int>> writeProfiles)
    {
        var frames = names.Distinct().Order(StringComparer.Ordinal).Select((frame, i) => (frame, i)).ToDictionary(pair => pair.frame, pair => pair.i);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("name", name);
            json.WriteString("exporter", "dotnet shadowgen");
            json.WriteNumber("activeProfileIndex", 0);
            json.WriteStartObject("shared");
            json.WriteStartArray("frames");
            foreach (var (frame, _) in frames.OrderBy(pair => pair.Value))
            {
                json.WriteStartObject();
                json.WriteString("name", frame);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("profiles");
            writeProfiles(json, frames);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Begin(Utf8JsonWriter json, string type, string name, string unit, long start, long end)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("name", name);
        json.WriteString("unit", unit);
        json.WriteNumber("startValue", start);
        json.WriteNumber("endValue", end);
    }
}
