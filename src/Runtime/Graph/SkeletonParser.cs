using System.Globalization;
using System.Text;
using ShadowGen.Counters;

namespace ShadowGen.Graph;

/// <summary>
/// Reads skeleton text, version 1 (docs/architecture.md). Any bytes are safe: a line that cannot be used becomes a <see cref="SkeletonError"/>, and
/// nothing is thrown, because this runs on behalf of a host that did not ask for it.
/// </summary>
internal static class SkeletonParser
{
    public const int MaxErrors = 16;


    private const string Header = "shadowgen-skeleton 1";

    public static SkeletonFile Parse(ReadOnlySpan<byte> text)
    {
        var file = new SkeletonFile();
        var assembly = "";
        var line = 0;
        while (!text.IsEmpty)
        {
            line++;
            var end = text.IndexOf((byte)'\n');
            var fields = new Fields((end < 0 ? text : text[..end]).TrimEnd((byte)'\r'));
            text = end < 0 ? default : text[(end + 1)..];
            if (line == 1)
            {
                if (fields.Rest().SequenceEqual("shadowgen-skeleton 1"u8)) continue;
                file.Errors.Add(new(1, $"not a skeleton of version 1: the first line must be '{Header}'; rebuild with a generator of the same version as the runtime"));
                return file;
            }
            var error = ParseLine(fields, file, ref assembly);
            if (error is not null && file.Errors.Count < MaxErrors) file.Errors.Add(new(line, error));
        }
        if (line == 0) file.Errors.Add(new(1, "empty: the first line must be '" + Header + "'"));
        return file;
    }

    private static string? ParseLine(Fields fields, SkeletonFile file, ref string assembly)
    {
        var kind = fields.Next();
        if (kind.IsEmpty) return fields.Rest().IsEmpty ? null : "begins with a space";
        if (kind.SequenceEqual("method"u8)) return ParseFunction(fields, file, assembly, isDeclared: true);
        if (kind.SequenceEqual("callee"u8)) return ParseFunction(fields, file, assembly, isDeclared: false);
        if (kind.SequenceEqual("features"u8)) return ParseFeatures(fields, file);
        if (kind.SequenceEqual("print"u8)) return ParsePrint(fields, file);
        if (kind.SequenceEqual("edge"u8)) return ParseEdge(fields, file);
        if (kind.SequenceEqual("skip"u8)) return ParseSkip(fields, file);
        if (kind.SequenceEqual("left"u8)) return ParseLeft(fields, file);
        var value = fields.Rest();
        if (kind.SequenceEqual("file"u8))
        {
            if (value.IsEmpty) return "'file' needs a path";
            file.Path = Encoding.UTF8.GetString(value);
            return null;
        }
        if (kind.SequenceEqual("assembly"u8))
        {
            if (value.IsEmpty) return "'assembly' needs a name";
            assembly = Encoding.UTF8.GetString(value);
            if (file.Assembly.Length == 0) file.Assembly = assembly;
            return null;
        }
        return null; // of a newer generator: what is not known here is not needed here
    }

    private static string? ParseFunction(Fields fields, SkeletonFile file, string assembly, bool isDeclared)
    {
        if (!TryId(fields.Next(), out var id)) return "the id must be 16 hex digits";
        var line = 0;
        if (isDeclared && !TryNumber(fields.Next(), out line)) return "the line must be a number";
        var flags = fields.Next();
        if (flags.IsEmpty || (!flags.SequenceEqual("-"u8) && flags.IndexOfAnyExceptInRange((byte)'a', (byte)'z') >= 0)) return $"the flags must be '-' or lower-case letters, not '{Show(flags)}'";
        var documentationId = fields.Rest();
        if (documentationId.IsEmpty) return "the documentation id is missing";
        file.Functions.Add(new(id, assembly, Encoding.UTF8.GetString(documentationId), line, isDeclared, flags.Contains((byte)'s'), flags.Contains((byte)'a'), flags.Contains((byte)'v'), flags.Contains((byte)'x')));
        return null;
    }

    private static string? ParseFeatures(Fields fields, SkeletonFile file)
    {
        if (!TryId(fields.Next(), out var id)) return "the id must be 16 hex digits";
        var features = new List<ArgumentFeature>(ArgumentValues.Capacity);
        for (var field = fields.Next(); !field.IsEmpty; field = fields.Next())
        {
            if (field.Length < 3 || field[1] != ':' || field[0] is not ((byte)'s' or (byte)'c')) return $"a feature must be s:name or c:name, not '{Show(field)}'";
            if (features.Count == ArgumentValues.Capacity) return $"a function has {ArgumentValues.Capacity} features at most";
            features.Add(new(Encoding.UTF8.GetString(field[2..]), field[0] == 's' ? ArgumentKind.Size : ArgumentKind.Code));
        }
        if (features.Count == 0) return "the features are missing";
        file.Features.Add(new(id, [.. features]));
        return null;
    }

    private static string? ParsePrint(Fields fields, SkeletonFile file)
    {
        if (!TryId(fields.Next(), out var id)) return "the id must be 16 hex digits";
        if (!MethodFingerprint.TryParse(fields.Rest(), out var print)) return "a fingerprint must be 32 hex digits and a number of tokens";
        file.Prints.Add(new(id, print));
        return null;
    }

    private static string? ParseEdge(Fields fields, SkeletonFile file)
    {
        if (!TryNumber(fields.Next(), out var ordinal) || ordinal >= SlotTable.SinkSlots) return $"the edge's ordinal must be 0 to {SlotTable.SinkSlots - 1}";
        if (!TryId(fields.Next(), out var caller) || !TryId(fields.Next(), out var callee)) return "caller and callee must be ids of 16 hex digits";
        if (!TryNumber(fields.Next(), out var loopDepth)) return "the loop depth must be a number";
        var list = fields.Next();
        var sites = new (int, int)[list.Count((byte)',') + 1];
        for (var i = 0; i < sites.Length; i++)
        {
            var comma = list.IndexOf((byte)',');
            if (!TrySite(comma < 0 ? list : list[..comma], out sites[i])) return "a call site must be line:column";
            list = list[(comma + 1)..];
        }
        if (file.Edges.Count > 0 && ordinal <= file.Edges[^1].Ordinal) return $"edge {ordinal} follows edge {file.Edges[^1].Ordinal}: edges must be in ascending order";
        file.Edges.Add(new(ordinal, caller, callee, loopDepth, sites));
        return null;
    }

    private static string? ParseSkip(Fields fields, SkeletonFile file)
    {
        var reason = fields.Next();
        if (reason.IsEmpty) return "the reason is missing";
        if (!TrySite(fields.Next(), out var site)) return "the call site must be line:column";
        if (!TryId(fields.Next(), out var callee) || !TryId(fields.Next(), out var caller)) return "callee and caller must be ids of 16 hex digits";
        file.Skips.Add(new(Encoding.UTF8.GetString(reason), site.Line, site.Column, callee, caller));
        return null;
    }

    private static string? ParseLeft(Fields fields, SkeletonFile file)
    {
        var reason = fields.Next();
        if (reason.IsEmpty) return "the reason is missing";
        if (!TryNumber(fields.Next(), out var callSites) || !TryNumber(fields.Next(), out var methods)) return "call sites and methods must be numbers";
        file.LeftOut.Add(new(Encoding.UTF8.GetString(reason), callSites, methods));
        return null;
    }

    private static bool TrySite(ReadOnlySpan<byte> text, out (int Line, int Column) site)
    {
        site = default;
        var colon = text.IndexOf((byte)':');
        return colon > 0 && TryNumber(text[..colon], out site.Line) && TryNumber(text[(colon + 1)..], out site.Column);
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryId(ReadOnlySpan<byte> text, out FunctionId id)
    {
        id = default;
        if (text.Length != 16 || !ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        id = new(value);
        return true;
    }

    private static string Show(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 32)]);

    /// <summary>Fields of a line, separated by one space; <see cref="Rest"/> is the last one, which may hold spaces.</summary>
    private ref struct Fields(ReadOnlySpan<byte> line)
    {
        private ReadOnlySpan<byte> _rest = line;

        public ReadOnlySpan<byte> Next()
        {
            var space = _rest.IndexOf((byte)' ');
            var field = space < 0 ? _rest : _rest[..space];
            _rest = space < 0 ? default : _rest[(space + 1)..];
            return field;
        }

        public readonly ReadOnlySpan<byte> Rest() => _rest;
    }
}
