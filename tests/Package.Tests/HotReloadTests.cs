using System.Globalization;
using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>Source is edited while the app runs under <c>dotnet watch</c>: results are those of the edited source, and the counts stay exact.</summary>
[Collection(OnePackage.Name)]
public sealed class HotReloadTests(PackedShadowGen package)
{
    // Ends by itself, should nobody end it.
    private const string Program = """
        using ShadowGen;

        for (var round = 1; round < 6000; round++)
        {
            var result = Shop.Work.Step(1);
            Shadow.Flush();
            Console.WriteLine($"round {round} {Environment.ProcessId} {result} {Calls("Price")} {Calls("Tax")} {Calls("Fee")}");
            Thread.Sleep(100);
        }

        static long Calls(string method) => Shadow.CallGraph.Nodes.Where(node => node.DocumentationId.Contains("." + method + "(")).Sum(node => node.Calls);
        """;

    private const string Work = """
        using ShadowGen;

        namespace Shop;

        [Shadowed]
        public static class Work
        {
            public static int Step(int x) => Price(x) + Tax(x);

            public static int Price(int x) => x + 10;

            public static int Tax(int x) => x * 100;

            public static int Fee(int x) => x * 5000;
        }
        """;

    [Fact]
    public async Task A_body_edit_is_applied_to_the_running_process_and_counting_goes_on()
    {
        var project = Project();
        using var app = new WatchedApp(project.File);
        var before = await StartedAsync(app);

        // The call sites move, which gives each of them a new location, and a body changes.
        Edit(project, Work.Replace("=> Price(x) + Tax(x)", "\n        =>  1 +   Price(x) + Tax(x)", StringComparison.Ordinal).Replace("x * 100", "x * 200", StringComparison.Ordinal));
        var after = await RoundAsync(app, result: 212);
        var later = await RoundAsync(app, result: 212);

        Assert.Equal(before.Process, after.Process);
        Assert.Equal(before.Process, later.Process);
        Assert.All([before, after, later], static round => Assert.Equal((round.Number, round.Number, 0), (round.Price, round.Tax, round.Fee)));
        Assert.True(later.Number > after.Number && after.Number > before.Number, $"Rounds {before.Number}, {after.Number} and {later.Number} are not in order.");
    }

    /// <summary>As many edges as before, but other ones: applied to the running process, calls of one would count as the other's.</summary>
    [Fact]
    public async Task An_edit_of_what_calls_what_restarts_the_app()
    {
        var project = Project();
        using var app = new WatchedApp(project.File);
        var before = await StartedAsync(app);

        Edit(project, Work.Replace("Price(x) + Tax(x)", "Fee(x) + Tax(x)", StringComparison.Ordinal));
        var after = await RoundAsync(app, result: 5100);

        Assert.Equal((after.Number, 0, after.Number), (after.Tax, after.Price, after.Fee));
        Assert.NotEqual(before.Process, after.Process);
    }

    private UserProject Project() => UserProject.Create(
        package.NewFolder("App"), package.Reference, "<OutputType>Exe</OutputType><ShadowGenMinimumSize>0</ShadowGenMinimumSize>", ("Program.cs", Program), ("Work.cs", Work));

    private static void Edit(UserProject project, string text) => File.WriteAllText(Path.Combine(Path.GetDirectoryName(project.File)!, "Work.cs"), text);

    /// <summary>The first round after the tool has said that it is ready for edits.</summary>
    private static async Task<Round> StartedAsync(WatchedApp app)
    {
        await app.UntilAsync(static line => line.Contains("Waiting for changes", StringComparison.Ordinal));
        return await RoundAsync(app, result: 111);
    }

    private static async Task<Round> RoundAsync(WatchedApp app, int result)
    {
        var line = await app.UntilAsync(line => line.Split(' ') is ["round", _, _, var said, ..] && said == result.ToString(CultureInfo.InvariantCulture));
        var numbers = line.Split(' ').Skip(1).Select(static word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return new Round(numbers[0], numbers[1], numbers[3], numbers[4], numbers[5]);
    }

    /// <summary>What the app said once: each method's calls so far, in this process.</summary>
    private sealed record Round(int Number, int Process, int Price, int Tax, int Fee);
}
