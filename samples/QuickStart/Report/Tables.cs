using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>One look for all tables: the first column is text, the others are figures.</summary>
internal static class Tables
{
    public static Table Create(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < columns.Length; i++)
        {
            var column = new TableColumn($"[bold]{columns[i]}[/]") { NoWrap = true, Alignment = i == 0 ? Justify.Left : Justify.Right };
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
