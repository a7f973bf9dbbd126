using Spectre.Console;

namespace ShadowGen.Tool.Output;

/// <summary>Rows of cells: drawn in a terminal; in a pipe, columns that are only as wide as they must be, without lines or colour.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private readonly (string Title, bool IsNumber)[] _columns;
    private readonly List<string[]> _rows = [];

    /// <param name="columns">Titles; one that begins with <c>#</c> is of numbers, which stand at the right.</param>
    public TextTable(params ReadOnlySpan<string> columns)
    {
        _columns = new (string, bool)[columns.Length];
        for (var i = 0; i < columns.Length; i++) _columns[i] = (columns[i].TrimStart('#'), columns[i].StartsWith('#'));
    }

    public int Count => _rows.Count;

    public void Add(params string[] cells)
    {
        if (cells.Length != _columns.Length) throw new ArgumentException($"{cells.Length} cells for {_columns.Length} columns.", nameof(cells));
        _rows.Add(Array.ConvertAll(cells, SafeText.Line));
    }

    public void WritePlain(TextWriter output)
    {
        var widths = new int[_columns.Length];
        for (var i = 0; i < widths.Length; i++) widths[i] = Math.Max(_columns[i].Title.Length, _rows.Count == 0 ? 0 : _rows.Max(row => row[i].Length));
        Line(output, Array.ConvertAll(_columns, c => c.Title), widths);
        foreach (var row in _rows) Line(output, row, widths);
    }

    public Table ToSpectre()
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (title, isNumber) in _columns)
        {
            var column = new TableColumn(Markup.Escape(title)) { NoWrap = isNumber };
            table.AddColumn(isNumber ? column.RightAligned() : column);
        }
        foreach (var row in _rows) table.AddRow(Array.ConvertAll(row, cell => new Text(cell)));
        return table;
    }

    private void Line(TextWriter output, string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, i) => _columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        output.WriteLine(string.Join(Gap, padded).TrimEnd());
    }
}
