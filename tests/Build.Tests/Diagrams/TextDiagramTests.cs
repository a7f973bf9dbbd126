using System.Text.RegularExpressions;
using ShadowGen.Build.Diagrams;

namespace ShadowGen.Build.Tests.Diagrams;

/// <summary>callgraph.mmd and callgraph.dot.</summary>
public sealed partial class TextDiagramTests
{
    private static readonly (string, string)[] Small = [("M:Shop.Orders.Handle(Shop.Order)", "M:Shop.Orders.Price"), ("M:Shop.Orders.Handle(Shop.Order)", "M:Shop.Tax.Of")];

    [Fact]
    public void Mermaid_groups_by_namespace_and_type_and_labels_calls_with_their_probability()
    {
        var text = MermaidText.Of(Skeletons.Graph(Skeletons.Of(Small)), 10).Text;

        Assert.StartsWith("%% Call graph of App, written by the build: docs/diagrams.md of ShadowGen says how to read it.\nflowchart LR\n", text, StringComparison.Ordinal);
        Assert.Matches("""
              subgraph in_Shop_[0-9a-f]{4}\["Shop"\]
                subgraph in_Orders_[0-9a-f]{4}\["Orders"\]
                  Orders_Handle_[0-9a-f]{4}\["Handle"\]:::heat\d
                  Orders_Price_[0-9a-f]{4}\["Price"\]:::heat\d
                end
                subgraph in_Tax_[0-9a-f]{4}\["Tax"\]
                  Tax_Of_[0-9a-f]{4}\["Of"\]:::heat\d
                end
              end
              Orders_Handle_[0-9a-f]{4} ==>\|"50%"\| Orders_Price_[0-9a-f]{4}
              Orders_Handle_[0-9a-f]{4} ==>\|"50%"\| Tax_Of_[0-9a-f]{4}
              classDef heat
            """, text);
    }

    [Fact]
    public void Dot_has_clusters_widths_and_colours()
    {
        var text = DotText.Of(Folding.Fit(Skeletons.Graph(Skeletons.Of(Small)), 10));

        Assert.Matches("""    subgraph "cluster_in_Orders_[0-9a-f]{4}" \{ label="Orders"\n""", text);
        Assert.Matches("""      "Orders_Handle_[0-9a-f]{4}" \[label="Handle", tooltip="M:Shop.Orders.Handle\(Shop.Order\) Code.cs\(1\)", fillcolor="#[0-9a-f]{6}", fontcolor="#[0-9a-f]{6}"\]\n""", text);
        Assert.Matches("""  "Orders_Handle_[0-9a-f]{4}" -> "Tax_Of_[0-9a-f]{4}" \[label="50%", penwidth=3.0\]\n""", text);
        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
    }

    [Fact]
    public void Nothing_in_a_name_is_syntax()
    {
        var text = MermaidText.Of(Skeletons.Graph(Skeletons.Nasty()), 490).Text;
        var labels = Label().Matches(text).Select(match => match.Groups[1].Value).ToList();

        Assert.True(labels.Count > Skeletons.NastyNames.Length);
        Assert.All(labels, label => Assert.DoesNotMatch("""["<>`*_\\{}$~%]|&|#(?!quot;|lt;|gt;|amp;|\d+;)""", label));
        Assert.All(text.Split('\n').Where(line => line.Contains(" ==> ", StringComparison.Ordinal)), line => Assert.Matches("""^  \w+ ==>\|"100%"\| \w+$""", line));
        Assert.Contains("[\"名前\"]", text, StringComparison.Ordinal);
        Assert.Contains("subgraph in_end_", text, StringComparison.Ordinal);

        var dot = DotText.Of(Folding.Fit(Skeletons.Graph(Skeletons.Nasty()), 490));
        Assert.Contains("""label="flow \\N \\ $x$ **bold** _it_ 1. list - [a](b) {c} &amp; &amp;lt; ~~~ 🙂",""", dot, StringComparison.Ordinal);
        Assert.All(dot.Split('\n'), line => Assert.Equal(0, Quote().Count(line) % 2));
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(490)]
    [InlineData(120)]
    public void Mermaid_stays_below_the_limits_of_GitHub(int edges)
    {
        var app = Skeletons.Application(12, 12, 10);
        var (text, diagram) = MermaidText.Of(Skeletons.Graph(Skeletons.Of(app.Methods.Select(Long), [.. app.Calls.Select(call => (Long(call.Caller), Long(call.Callee)))])), edges);

        Assert.InRange(text.Length, 1000, 50_000);
        Assert.InRange(Call().Count(text), 10, 499);
        Assert.Contains("  folded[\"Not all is shown: ", text, StringComparison.Ordinal);
        Assert.Equal(diagram.Arrows.Count, Call().Count(text));

        static string Long(string name) => name.Replace("Step", "AStepWithANameThatGoesOnAndOnAsSomeDoInLargeCodebases", StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_make_fewer_edges_rather_than_a_text_that_GitHub_refuses()
    {
        var calls = Enumerable.Range(100, 400).Select(i => ("M:A.Start.Run", $"M:A.{new string('L', 60)}{i}.{new string('N', 160)}")).ToArray();
        var (text, diagram) = MermaidText.Of(Skeletons.Graph(Skeletons.Of(calls)), 490);

        Assert.InRange(text.Length, 100, 50_000);
        Assert.NotEmpty(diagram.Folded);
    }

    [Fact]
    public void What_is_folded_is_said_in_the_picture()
    {
        var app = Skeletons.Application(4, 6, 6);
        var graph = Skeletons.Graph(Skeletons.Of(app.Methods, [.. app.Calls]));

        Assert.Matches("""  folded\["Not all is shown: \d+ types folded \(\d+ methods\)"\]:::note\n""", MermaidText.Of(graph, 60).Text);
        Assert.Matches("""  folded \[shape=note, style=dashed, label="Not all is shown: \d+ types folded \(\d+ methods\)"\]\n""", DotText.Of(Folding.Fit(graph, 60)));
        Assert.DoesNotContain("Not all is shown", MermaidText.Of(graph, 490).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_graph_says_that_it_is_empty()
    {
        var graph = Skeletons.Graph("shadowgen-skeleton 1\nassembly App\n");

        Assert.Contains("  empty[\"App has no shadowed calls\"]:::note\n", MermaidText.Of(graph, 10).Text, StringComparison.Ordinal);
        Assert.Contains("label=\"App has no shadowed calls\"", DotText.Of(Folding.Fit(graph, 10)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_methods_whose_keys_begin_alike_have_two_keys()
    {
        var keys = new BoxKeys();
        Assert.Equal(["A_B_1234", "A_B_1234ffffffffffff", "m_1234", "mend_1234"], [keys.Of("A.B", "1234000000000000"), keys.Of("A<B>", "1234ffffffffffff"), keys.Of("名前", "1234000000000000"), keys.Of("mend", "1234000000000000")]);
    }

    [Theory]
    [InlineData(1, "100%")]
    [InlineData(0.995, "100%")]
    [InlineData(0.9949, "99%")]
    [InlineData(0.5, "50%")]
    [InlineData(0.0999, "10%")]
    [InlineData(0.042, "4.2%")]
    [InlineData(0.00037, "0.037%")]
    [InlineData(0.00001, "0%")]
    [InlineData(0, "0%")]
    public void Probabilities_have_two_digits(double share, string text) => Assert.Equal(text, Percent.Of(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(123456, "120000")]
    [InlineData(0.0012345, "0.0012")]
    [InlineData(9.96, "10")]
    [InlineData(double.PositiveInfinity, "0")]
    [InlineData(1e-300, "0")]
    public void Numbers_have_two_digits_and_no_exponent(double value, string text) => Assert.Equal(text, Percent.Significant(value));

    [GeneratedRegex("""(?:\[|\(|\{)"(.*)"(?:\]|\)|\})""")]
    private static partial Regex Label();

    [GeneratedRegex("""^  \w+ (==>|-->|-\.->)\|""", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*""")]
    private static partial Regex Quote();
}
