using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ShadowGen.Fuzzer.Reduction;

/// <summary>A piece of one file that goes, or becomes something shorter.</summary>
internal readonly record struct Cut(int File, TextSpan Span, string Instead = "");

/// <summary>Cuts that make sense together only, such as a method and its overrides.</summary>
internal sealed record CutSet(IReadOnlyList<Cut> Cuts)
{
    public CutSet(Cut cut)
        : this([cut])
    {
    }

    /// <summary>Whether the program is nearer to its end afterwards: shorter, unless <see cref="IsStep"/> says that there are other reasons why it cannot go on for ever.</summary>
    public bool IsProgress => IsStep || Cuts.Sum(static cut => cut.Span.Length - cut.Instead.Length) > 0;

    public bool IsStep { get; init; }

    /// <summary>Applies several at once. Of cuts within one another the outer one counts.</summary>
    public static IReadOnlyList<(string Path, string Text)> Apply(IReadOnlyList<(string Path, string Text)> files, IEnumerable<CutSet> sets)
    {
        var cuts = sets.SelectMany(static set => set.Cuts).Distinct().ToList();
        return [.. files.Select((file, i) => (file.Path, Apply(file.Text, cuts.FindAll(cut => cut.File == i))))];
    }

    private static string Apply(string text, List<Cut> cuts)
    {
        if (cuts.Count == 0)
            return text;
        var result = new StringBuilder();
        var done = 0;
        foreach (var cut in cuts.OrderBy(static cut => cut.Span.Start).ThenByDescending(static cut => cut.Span.Length))
        {
            if (cut.Span.Start < done)
                continue;
            result.Append(text, done, cut.Span.Start - done).Append(cut.Instead);
            done = cut.Span.End;
        }

        result.Append(text, done, text.Length - done);
        return string.Join('\n', result.ToString().Split('\n').Where(static line => line.AsSpan().Trim().Length > 0));
    }
}
