namespace ShadowGen.Execution.Tests.RealBuild;

public class ExtensionBlockTests
{
    [Fact]
    public async Task Each_member_does_its_work_and_is_counted()
    {
        var before = Calls();
        Assert.Equal("42 n3 n6 7 11 2 5 Int32Int6422 8 Kind:Int321 DayOfWeekMonday _ 2 5", await WorkAsync());
        var after = Calls();
        Assert.Equal(
            "Both 1, Blank 1, Doubled 1, Hidden 1, Kind 2, Largest 1, Named 2, One 1, Origin 1, PlusAsync 1, Raise 1, Tail 1, Use 1".Split(", ").Order(StringComparer.Ordinal),
            after.Select(node => $"{node.Key} {node.Value - before.GetValueOrDefault(node.Key)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void None_is_skipped()
    {
        Shadow.Flush();
        var reasons = new List<string>();
        foreach (var site in Shadow.CallGraph.SkippedCallSites)
            reasons.Add(site.Reason);
        Assert.DoesNotContain("extension-member", reasons);
        Assert.DoesNotContain("internal-error", reasons);
    }

    private static async Task<string> WorkAsync()
    {
        var number = 1;
        number.Raise();
        Span<int> span = [1, 2, 3];
        var tail = span.Tail().Length;
        List<int> items = [4, 5];
        return $"{21.Doubled()} {3.Named("n")} {2.Named(times: 3, name: "n")} {int.Origin()} {ExtensionBlocks.Use(10)} {number} {items.Largest()} {items.Both(2L)} {List<int>.One(8)[0]} "
            + $"Kind:{1.Kind()} {DayOfWeek.Monday.Kind()} {string.Blank()} {tail} {await Task.FromResult(2).PlusAsync(3)}";
    }

    private static Dictionary<string, long> Calls()
    {
        Shadow.Flush();
        var calls = new Dictionary<string, long>();
        foreach (var node in Shadow.CallGraph.Nodes)
        {
            if (node.Name.Contains("ExtensionBlocks.", StringComparison.Ordinal))
                calls[node.Name[(node.Name.LastIndexOf('.') + 1)..]] = node.Calls;
        }

        return calls;
    }
}
