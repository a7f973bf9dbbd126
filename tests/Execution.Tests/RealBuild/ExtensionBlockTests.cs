namespace ShadowGen.Execution.Tests.RealBuild;

public class ExtensionBlockTests
{
    [Fact]
    public async Task Each_member_does_its_work_and_is_counted()
    {
        var before = Calls();
        Assert.Equal("42 n3 n6 7 11 2 5 Int32Int6422 8 Kind:Int321 DayOfWeekMonday _ 2 5", await WorkAsync());
        Assert.Equal(
            "Blank 1, Both 1, Doubled 1, Hidden 1, Kind 2, Largest 1, Named 2, One 1, Origin 1, PlusAsync 1, Raise 1, Tail 1, Use 1",
            Since(before));
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

    [Fact]
    public async Task A_call_by_the_name_of_the_class_is_a_call_of_the_member()
    {
        var before = Calls();
        Assert.Equal("42 n3 n6 7 12 2 5 Int32Int6422 8 Kind:Int321 _ 2 by value2 by reference3 3 Int32 none 2 5", await WorkByClassAsync());
        Assert.Equal(
            "Arity 2, Blank 1, Both 1, CountDown 3, Doubled 1, Hidden 1, Kind 1, Kinship 2, Largest 1, Named 2, One 1, Origin 1, PlusAsync 1, Raise 1, Tail 1, UseByClass 1",
            Since(before));
    }

    private static async Task<string> WorkByClassAsync()
    {
        var number = 1;
        ExtensionBlocks.Raise(ref number);
        var raised = number;
        Span<int> span = [1, 2, 3];
        var tail = ExtensionBlocks.Tail(span).Length;
        List<int> items = [4, 5];
        return $"{ExtensionBlocks.Doubled(21)} {ExtensionBlocks.Named(3, "n")} {ExtensionBlocks.Named(times: 3, name: "n", x: 2)} {ExtensionBlocks.Origin()} {ExtensionBlocks.UseByClass(10)} {raised} "
            + $"{ExtensionBlocks.Largest(items)} {ExtensionBlocks.Both(items, 2L)} {ExtensionBlocks.One(8)[0]} Kind:{ExtensionBlocks.Kind(1)} {ExtensionBlocks.Blank()} {tail} "
            + $"{ExtensionBlocks.Kinship(1, number)} {ExtensionBlocks.Kinship(1, ref number)} {number} {ExtensionBlocks.Arity<int>()} {ExtensionBlocks.Arity()} {ExtensionBlocks.CountDown(items, 2)} "
            + await ExtensionBlocks.PlusAsync(Task.FromResult(2), 3);
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

    private static string Since(Dictionary<string, long> before) => string.Join(
        ", ",
        Calls().Select(node => (node.Key, Count: node.Value - before.GetValueOrDefault(node.Key)))
            .Where(static node => node.Count != 0)
            .OrderBy(static node => node.Key, StringComparer.Ordinal)
            .Select(static node => $"{node.Key} {node.Count}"));

    // Overloads together.
    private static Dictionary<string, long> Calls()
    {
        Shadow.Flush();
        var calls = new Dictionary<string, long>();
        foreach (var node in Shadow.CallGraph.Nodes)
        {
            if (!node.Name.Contains("ExtensionBlocks.", StringComparison.Ordinal))
                continue;
            var name = node.Name[(node.Name.LastIndexOf('.') + 1)..];
            calls[name] = calls.GetValueOrDefault(name) + node.Calls;
        }

        return calls;
    }
}
