using System.Text;

namespace ShadowGen.Codebases.Report;

/// <summary>Rows of text in aligned columns; the first column is left-aligned.</summary>
internal sealed class Table(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, header.Length).Select(c => _rows.Max(r => c < r.Length ? r[c].Length : 0)).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            var cells = row.Select((cell, c) => c == 0 || c == header.Length - 1 && row[c].Length > 12 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]));
            text.Append("  ").Append(string.Join("  ", cells).TrimEnd()).Append('\n');
            if (i == 0)
                text.Append("  ").Append(string.Join("  ", widths.Select(w => new string('-', w)))).Append('\n');
        }

        return text.ToString();
    }
}
