using System.IO.Compression;

namespace ShadowGen.Tool.Convert;

/// <summary>A profile for pprof: <c>profile.proto</c> of google/pprof, gzipped.</summary>
internal static class PprofProfile
{
    private static readonly (string Type, string Unit)[] Kinds = [("calls", "count"), ("cpu", "nanoseconds"), ("elapsed", "nanoseconds"), ("allocated", "bytes")];

    public static byte[] Of(IReadOnlyList<WeightedStack> stacks)
    {
        // The first text is the empty one, and ids begin with 1: so the format says.
        var texts = new List<string> { "" };
        var textOf = new Dictionary<string, int> { [""] = 0 };
        var functions = stacks.SelectMany(stack => stack.Path).Distinct().Order(StringComparer.Ordinal).Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i + 1L);
        var profile = new ProtoWriter();
        foreach (var (type, unit) in Kinds) profile.Message(1, message => ValueType(message, type, unit));
        foreach (var stack in stacks)
        {
            profile.Message(2, sample =>
            {
                sample.Packed(1, stack.Path.Reverse().Select(name => functions[name])); // the leaf first
                sample.Packed(2, [(long)Math.Round(stack.Calls), (long)Math.Round(stack.Cpu), (long)Math.Round(stack.Elapsed), (long)Math.Round(stack.Allocated)]);
            });
        }
        foreach (var (_, id) in functions)
        {
            profile.Message(4, location =>
            {
                location.Number(1, id);
                location.Message(4, line => line.Number(1, id));
            });
        }
        foreach (var (name, id) in functions)
        {
            profile.Message(5, function =>
            {
                function.Number(1, id);
                function.Number(2, Text(name));
                function.Number(3, Text(name));
            });
        }
        var cpu = Text(Kinds[1].Type);
        foreach (var text in texts) profile.Text(6, text);
        profile.Number(14, cpu); // default_sample_type
        return Zip(profile.ToArray());

        void ValueType(ProtoWriter message, string type, string unit)
        {
            message.Number(1, Text(type));
            message.Number(2, Text(unit));
        }

        int Text(string text)
        {
            if (!textOf.TryGetValue(text, out var at))
            {
                textOf.Add(text, at = texts.Count);
                texts.Add(text);
            }
            return at;
        }
    }

    private static byte[] Zip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Optimal)) zip.Write(bytes);
        return zipped.ToArray();
    }
}
