using System.Globalization;

namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>What is told of the operations of a set: <c>ops.tsv</c>, a line each with number, calls, name and, in recordings of ours, argument features (<c>s:text.Length,c:mode</c>).</summary>
internal sealed class OperationTable
{
    public const string File = "ops.tsv";

    private readonly Dictionary<int, (string Name, ArgumentFeature[] Features)> _operations = [];

    /// <summary>The operation's name; its number where there is none.</summary>
    public string NameOf(int operation) => _operations.TryGetValue(operation, out var known) ? known.Name : operation.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the operation's arguments are; empty where nothing is known of them.</summary>
    public IReadOnlyList<ArgumentFeature> FeaturesOf(int operation) => _operations.TryGetValue(operation, out var known) ? known.Features : [];

    /// <summary>Reads a set's table; an empty one if it has none.</summary>
    /// <exception cref="InvalidDataException">A line is not in the format; the message names file, line and what was wrong.</exception>
    public static OperationTable Read(string folder)
    {
        var table = new OperationTable();
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path)) return table;
        foreach (var (index, line) in System.IO.File.ReadLines(path).Index())
        {
            if (line.Split('\t') is not [var number, _, var name, ..] fields || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var operation))
                throw new InvalidDataException($"{path}:{index + 1}: '{line}' does not begin with a number, a count and a name");
            ArgumentFeature[] features = fields is [_, _, _, { Length: > 0 } list, ..] ? [.. list.Split(',').Select(f => FeatureOf(f) ?? throw new InvalidDataException($"{path}:{index + 1}: '{f}' is no feature: s:NAME or c:NAME"))] : [];
            table._operations[operation] = (name, features);
        }
        return table;
    }

    private static ArgumentFeature? FeatureOf(string text) => text is ['s' or 'c', ':', _, ..] ? new(text[2..], text[0] == 's') : null;
}
