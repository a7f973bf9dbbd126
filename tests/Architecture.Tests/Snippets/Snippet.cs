using System.Text.RegularExpressions;
using ShadowGen.Architecture.Tests.Support;

namespace ShadowGen.Architecture.Tests.Snippets;

/// <summary>
/// A fenced block of README.md or docs. The comment on the line above it may name a harness: <c>&lt;!-- snippet: file --&gt;</c> (the default: a whole file,
/// top-level statements allowed), <c>members</c> (put into a class), <c>none: reason</c> (not code that stands alone), and for C# <c>file reports SHG0001</c>.
/// </summary>
internal sealed partial record Snippet(string File, int Line, string Language, string Harness, string Text)
{
    public const string WholeFile = "file";
    public const string Members = "members";
    private const string None = "none:";
    private const string Reports = " reports ";

    public string Place => $"{File}({Line})";

    public bool IsSkipped => Harness.StartsWith(None, StringComparison.Ordinal) && Harness.Length > None.Length;

    /// <summary><see cref="WholeFile"/> or <see cref="Members"/>, or what was written by mistake.</summary>
    public string Shape => Harness.Split(Reports)[0];

    /// <summary>The one rule that the snippet is there to show, or null.</summary>
    public string? ExpectedRule => Harness.Split(Reports) is [_, var rule] ? rule : null;

    public static IReadOnlyList<Snippet> All(params string[] languages) => SourceTree.WithExtension(".md")
        .Where(f => f.StartsWith("docs/", StringComparison.Ordinal) || f.EndsWith("README.md", StringComparison.Ordinal))
        .SelectMany(f => In(f, SourceTree.Read(f)))
        .Where(s => languages.Contains(s.Language))
        .ToList();

    public static IEnumerable<Snippet> In(string file, string markdown) => Fence().Matches(markdown).Select(m => new Snippet(
        file,
        markdown.AsSpan(0, m.Groups["fence"].Index).Count('\n') + 1,
        m.Groups["language"].Value,
        m.Groups["harness"].Success ? m.Groups["harness"].Value : WholeFile,
        m.Groups["text"].Value));

    [GeneratedRegex(@"(^<!-- snippet: (?<harness>.+?) -->\n)?^(?<fence>```)(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();
}
