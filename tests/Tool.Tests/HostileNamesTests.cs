using System.Numerics;
using System.Text.Json;
using System.Xml.Linq;
using ShadowGen.Shared.Model;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Output;
using ShadowGen.Tool.Tests.Support;
using Spectre.Console;

namespace ShadowGen.Tool.Tests;

/// <summary>Names in files are chosen by whoever wrote them: nowhere do they become markup, control a terminal or break a format.</summary>
public sealed class HostileNamesTests : IDisposable
{
    private const string Hostile = "[red]x[/]\u001b[2J\u202e</script><b>|`*\"'&;}\\ @all";

    private readonly TemporaryFolder _folder = new("hostile");

    public HostileNamesTests()
    {
        var source = new ModelSource { Id = 7, Generation = 1, First = 1, Last = 2, App = Hostile };
        source.Edges[(1, 2)] = 100;
        source.Costs[(2, 0)] = new ModelCost(50, 100, new BigInteger(1_000_000), new BigInteger(20_000_000_000), 5_000, 20_000, false, new ModelSketch(0, 230, 0, [100]));
        var dearer = new ModelSource { Id = 8, Generation = 1, First = 1, Last = 2, App = Hostile };
        dearer.Edges[(1, 2)] = 100;
        dearer.Costs[(2, 0)] = new ModelCost(50, 100, new BigInteger(3_000_000), new BigInteger(95_000_000_000), 5_000, 60_000, false, new ModelSketch(0, 255, 0, [100]));
        ModelMethod[] methods = [new(1, Hostile, $"M:A.B.{Hostile}", "", "", "", 1), new(2, Hostile, $"M:A.C.{Hostile}", "s", "", "", 1)];
        new ShadowModel(new(methods, [source])).Save(_folder.PathOf("a.shadow"));
        new ShadowModel(new(methods, [dearer])).Save(_folder.PathOf("b.shadow"));
    }

    [Theory]
    [InlineData("report", "a.shadow", "--tree")]
    [InlineData("diff", "a.shadow", "b.shadow", "--fail-if", "*.cpu.mean > +10%")]
    [InlineData("predict", "*")]
    [InlineData("graph", "a.shadow")]
    [InlineData("graph", "a.shadow", "-f", "dot")]
    public async Task Nothing_controls_a_terminal(params string[] arguments)
    {
        var run = await ToolRun.InAsync(_folder.Root, arguments[0] == "predict" ? ["predict", $"M:A.C.{Hostile}", "a.shadow"] : arguments);

        Assert.DoesNotContain(run.Output + run.Error, c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        Assert.InRange(run.ExitCode, 0, 1);
        Assert.Contains("[red]x", run.Output.Replace("#91;", "[", StringComparison.Ordinal).Replace("#93;", "]", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_terminal_a_name_is_no_markup()
    {
        using var output = new StringWriter();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Out = new AnsiConsoleOutput(output) });
        terminal.Profile.Width = 400;

        var exitCode = await ToolProgram.RunAsync(["report", "a.shadow", "--tree"], new Screen(output, output, terminal, _folder.Root), CancellationToken.None);

        Assert.Equal(0, exitCode);
        Assert.Contains("[red]x[/]\\u001b[2J\\u202e", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_and_pictures_stay_whole()
    {
        var svg = await ToolRun.InAsync(_folder.Root, "graph", "a.shadow", "-f", "svg");
        var html = await ToolRun.InAsync(_folder.Root, "graph", "a.shadow", "-f", "html");

        Assert.DoesNotContain(XDocument.Parse(svg.Output).Descendants(), element => element.Name.LocalName is "b" or "script");
        Assert.DoesNotContain("</script><b>", html.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "a.shadow")]
    [InlineData("diff", "a.shadow", "b.shadow")]
    [InlineData("graph", "a.shadow")]
    public async Task Json_holds_the_name_itself(params string[] arguments)
    {
        var run = await ToolRun.InAsync(_folder.Root, [.. arguments, "--json"]);

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Contains(Strings(JsonDocument.Parse(run.Output).RootElement), text => text.Contains(Hostile, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cell_of_Markdown_stays_one()
    {
        var run = await ToolRun.InAsync(_folder.Root, "diff", "a.shadow", "b.shadow", "--markdown");
        var row = run.Output.Split('\n').First(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("cpu", StringComparison.Ordinal));

        Assert.Equal(8, row.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|'));
        Assert.DoesNotContain("<b>", row, StringComparison.Ordinal);
        Assert.DoesNotContain("@all", row, StringComparison.Ordinal);
        Assert.Contains("\\[red\\]x", row, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
