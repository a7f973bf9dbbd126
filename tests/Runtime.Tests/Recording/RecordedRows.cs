using System.Globalization;
using System.IO.Compression;

namespace ShadowGen.Runtime.Tests.Recording;

/// <summary>A row of a recording. Numbers that the row leaves empty are −1.</summary>
internal sealed record RecordedRow(int Sequence, int Index, int Caller, string Name, double Start, double Duration, long Bytes, double Cpu);

/// <summary>Reads a recording's files, and holds what every recording must hold.</summary>
internal static class RecordedRows
{
    public const string Header = "seq\tidx\tparentIdx\top\tstart_us\tdur_us\talloc_bytes\targ0\targ1\targ2\targ3\tcpu_us";

    public static List<RecordedRow> Read(string folder)
    {
        var operations = File.ReadAllLines(Path.Combine(folder, "ops.tsv")).Select(line => line.Split('\t')).ToDictionary(fields => fields[0]);
        Assert.All(operations.Values, fields => Assert.Equal(4, fields.Length));
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "events.tsv.gz")), CompressionMode.Decompress));
        Assert.Equal(Header, reader.ReadLine());
        var rows = new List<RecordedRow>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split('\t');
            Assert.Equal(12, fields.Length);
            rows.Add(new(
                (int)Number(fields[0]), (int)Number(fields[1]), (int)Number(fields[2]), operations[fields[3]][2].Split('.')[^1],
                Number(fields[4]), Number(fields[5]), (long)Number(fields[6]), Number(fields[11])));
        }

        Assert.Equal(operations.Values.Sum(fields => long.Parse(fields[1], CultureInfo.InvariantCulture)), rows.Count);
        AreWellFormed(rows);
        return rows;
    }

    /// <summary>The calls of a sequence as <c>Callee0(Callee1 Callee2)</c>, roots side by side.</summary>
    public static string Tree(IEnumerable<RecordedRow> sequence)
    {
        var callees = sequence.ToLookup(r => r.Caller);
        return Below(-1);

        string Below(int caller) => string.Join(' ', callees[caller].Select(r => Below(r.Index) is { Length: > 0 } below ? $"{r.Name}({below})" : r.Name));
    }

    private static void AreWellFormed(List<RecordedRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, before) = (rows[i], i == 0 ? null : rows[i - 1]);
            Assert.Equal(before is null ? 0 : before.Sequence == row.Sequence ? before.Sequence : before.Sequence + 1, row.Sequence);
            Assert.Equal(before?.Sequence == row.Sequence ? before.Index + 1 : 0, row.Index);
            Assert.InRange(row.Caller, -1, row.Index - 1);
            Assert.True(row.Start >= 0 && row.Duration >= 0);
        }
    }

    private static double Number(string text) => text.Length == 0 ? -1 : double.Parse(text, CultureInfo.InvariantCulture);
}
