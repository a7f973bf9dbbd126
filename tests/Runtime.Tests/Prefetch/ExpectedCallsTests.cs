using ShadowGen.Graph;
using ShadowGen.Prefetch;
using ShadowGen.Shared.Model;
using ShadowGen.Tests.Graph;

namespace ShadowGen.Tests.Prefetch;

public sealed class ExpectedCallsTests
{
    [Fact]
    public void Calls_of_the_start_come_first_and_the_others_by_their_number()
    {
        var graph = new GraphModel();
        graph.AddSkeleton(10, Skeletons.Parse(Skeletons.Text("A.cs", [("Main", "A"), ("A", "B"), ("A", "C"), ("C", "D"), ("C", "E"), ("C", "F")])));
        var total = new ModelSource();
        foreach (var (caller, callee, calls) in new[] { ("Main", "A", 1), ("A", "B", 5), ("A", "C", 9), ("C", "D", 2), ("C", "E", 7), ("Gone", "Away", 99) }) total.Edges[Key(caller, callee)] = calls;
        total.Windows.Add(new(1, true, [Key("A", "C"), Key("Gone", "Away")], [0, 1, 0]));
        total.Windows.Add(new(0, true, [Key("Main", "A"), Key("A", "B")], [0, 1]));
        total.Windows.Add(new(0, false, [Key("C", "D")], [0]));

        var expected = ExpectedCalls.Of(total, graph);

        Assert.Equal(["A", "B", "C", "E", "D"], expected.Select(edge => graph.Functions[graph.Edges[edge].Callee].Name.Split('.')[^1])); // F was never called
    }

    private static (ulong, ulong) Key(string caller, string callee) => (Skeletons.Id(caller).Value, Skeletons.Id(callee).Value);
}
