using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>One look for all tables: the first column is text, the others are figures.</summary>
internal static class Tables
{
    /// <summary>A terminal of this many columns shows every table whole.</summary>
    public const int FullWidth = 150;

    public static Table Create(IAnsiConsole console, params ReadOnlySpan<string> columns)
    {
        var padding = new Padding(0, 0, console.Profile.Width >= FullWidth ? 3 : 1, 0);
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn($"[bold]{columns[i]}[/]") { NoWrap = true, Padding = padding, Alignment = i == 0 ? Justify.Left : Justify.Right };
            table.AddColumn(column);
        }
        return table;
    }

    public static void Heading(IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.MarkupLine($"[bold green]{Markup.Escape(text)}[/]");
    }
}
