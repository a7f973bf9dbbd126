using System.Globalization;
using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Indexing;
using ShadowGen.QuickStart.Querying;
using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>The main job's own result: what was indexed, and what was found. The same whether or not calls are shadowed.</summary>
internal static class SearchSection
{
    public static void WriteIndex(IAnsiConsole console, DiscoveredFiles found, IndexSummary summary, InvertedIndex index, int maximumBytes)
    {
        console.WriteLine(
            $"{Units.Files(index.DocumentCount)}, {Units.Size(summary.Bytes)}: {Units.Count(index.TotalLength)} terms, {Units.Count(index.Vocabulary.Count)} different.");
        console.WriteLine(
            $"Left out: {Units.Count(summary.Files(ReadOutcome.Binary))} binary, {Units.Count(summary.Files(ReadOutcome.TooLarge))} over {Units.Size(maximumBytes)}, "
            + $"{Units.Count(summary.Files(ReadOutcome.Empty))} empty, {Units.Count(found.Unreadable + summary.Files(ReadOutcome.Unreadable))} unreadable, "
            + $"{Units.Count(found.Links)} links; {Units.Count(found.SkippedFolders)} folders (.git, bin, obj).");
    }

    public static void WriteAnswer(IAnsiConsole console, Answer answer)
    {
        var matches = answer.Matches switch
        {
            0 => answer.Suggestion is { } suggestion ? $"nothing; did you mean '{suggestion}'?" : "nothing",
            _ => Units.Files(answer.Matches),
        };
        console.MarkupLine($"[bold]{Markup.Escape(answer.Text)}[/]  [grey]{Markup.Escape(matches)}[/]");
        foreach (var hit in answer.Hits)
        {
            var score = hit.Score.ToString("0.00", CultureInfo.InvariantCulture);
            console.MarkupLine($"  [yellow]{score,6}[/]  [blue]{Markup.Escape(hit.Path)}({hit.Snippet.Line})[/]");
            console.MarkupLine($"          {Markup.Escape(hit.Snippet.Text)}");
        }
    }
}
