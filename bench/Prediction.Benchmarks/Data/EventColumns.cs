using System.Globalization;

namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>The columns of an events file: the first six as they are in every set, one for bytes or processor time, and then any, found by name.</summary>
internal sealed class EventColumns
{
    private const int None = -1;

    private readonly int _extra;
    private readonly int _cpu;
    private readonly int[] _arguments;

    /// <exception cref="InvalidDataException">The header is not one of an events file.</exception>
    public EventColumns(string path, string? header)
    {
        var names = (header ?? "").Split('\t');
        if (names is not ["seq", "idx", "parentIdx", "op", "start_us", "dur_us", ..])
            throw new InvalidDataException($"{path}:1: the header is '{string.Join(' ', names)}', not 'seq idx parentIdx op start_us dur_us …'");
        Count = names.Length;
        _extra = names.Length > 6 ? 6 : None;
        Extra = _extra == None ? null : names[_extra];
        _cpu = Array.IndexOf(names, "cpu_us", Math.Min(7, names.Length));
        _arguments = [.. Enumerable.Range(0, CallArguments.Capacity).Select(n => Array.IndexOf(names, $"arg{n}"))];
    }

    /// <summary>Fields of a row.</summary>
    public int Count { get; }

    /// <summary>Name of the seventh column, or null.</summary>
    public string? Extra { get; }

    /// <returns>Null: a field is not the number that it should be.</returns>
    public CallEvent? Parse(string[] fields)
    {
        var arguments = Arguments(fields);
        return Integer(fields[2], out var parent) && Integer(fields[3], out var operation)
            && Number(fields[4], out var start) && Number(fields[5], out var duration)
            && Optional(fields, _extra, out var extra) && Optional(fields, _cpu, out var cpu) && arguments is { } known
            ? new(parent, operation, start, duration, extra, cpu, known)
            : null;
    }

    /// <returns>Those up to the first that is empty; null: one is no number.</returns>
    private CallArguments? Arguments(string[] fields)
    {
        Span<long> values = stackalloc long[CallArguments.Capacity];
        values.Clear();
        var count = 0;
        foreach (var column in _arguments)
        {
            if (column == None || fields[column].Length == 0) break;
            if (!long.TryParse(fields[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[count++])) return null;
        }
        return new(count, values[0], values[1], values[2], values[3]);
    }

    private static bool Optional(string[] fields, int column, out double value)
    {
        value = double.NaN;
        return column == None || fields[column].Length == 0 || Number(fields[column], out value);
    }

    private static bool Integer(string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool Number(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
