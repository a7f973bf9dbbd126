namespace ShadowGen.Diagrams.Browser.Tests;

/// <summary>callgraph.html and callgraph.mmd, in a real browser without a network.</summary>
public sealed class PageTests(BrowserRun run) : IClassFixture<BrowserRun>
{
    public static readonly TheoryData<string> Checks =
    [
        "page: asks for nothing and reports no error",
        "page: draws every method of a small graph",
        "page: boxes do not overlap, and are within their frames",
        "page: says how it is to be read",
        "page: search finds methods, types and files",
        "page: folds and unfolds, and says what is folded",
        "page: shows callers, callees, probabilities and places",
        "page: arrow keys go along calls, Enter opens, Escape lets go",
        "page: focus can be seen",
        "page: the list is a tree for the keyboard",
        "page: every control can be reached with Tab",
        "page: pans, and zooms at the pointer",
        "page: dark and light, by system and by button",
        "page: moves nothing where motion is unwanted",
        "page: accessible in light colours",
        "page: accessible in dark colours",
        "page: fits a narrow window",
        "nasty: names are text",
        "large: begins folded and says so",
        "large: unfolds all, with the most frequent arrows",
        "large: accessible",
        "empty: says that there is nothing",
        "mermaid: parses QuickStart's, nasty, large and empty graphs",
        "mermaid: draws all nodes and edges of QuickStart",
        "mermaid: draws nasty names as they are",
        "mermaid: draws the large graph, and says what is folded",
    ];

    [BrowserTheory]
    [MemberData(nameof(Checks))]
    public void Holds(string check) => run.MustPass(check);

    [BrowserFact]
    public void Every_check_is_a_test() => Assert.Equal(((IEnumerable<object[]>)Checks).Select(row => (string)row[0]).Order(StringComparer.Ordinal), run.Checks.Order(StringComparer.Ordinal));
}
