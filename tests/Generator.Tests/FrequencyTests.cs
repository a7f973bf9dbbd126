using ShadowGen.Generator.Tests.Harness;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Generator.Tests;

/// <summary>How often a body is expected to call what it calls, before it ever ran.</summary>
public class FrequencyTests
{
    /// <summary>The body of Run, and the least and most expected calls of A in one run of it.</summary>
    public static TheoryData<string, double, double> Bodies => new()
    {
        { "A(x);", 1, 1 },
        { "A(x); A(x);", 2, 2 },
        { "if (x > y) A(x); else B(x);", 0.3, 0.7 },
        { "if (x < 0) throw new System.Exception(A(x).ToString());", 0.0001, 0.01 },
        { "if (x < 0) Throw(A(x));", 0.0001, 0.01 },
        { "if (x < 0) return; A(x);", 0.6, 0.99 },
        { "for (var i = 0; i < 4; i++) A(i);", 4, 4 },
        { "foreach (var item in items) A(item);", 2.9, 3.1 },
        { "foreach (var c in text) A(c);", 999, 1001 },
        { "foreach (var item in items) foreach (var other in items) A(item + other);", 8.9, 9.1 },
        { "foreach (var item in items) if (item == 13) return; else A(item);", 1, 2.5 },
        { "do A(x); while (x-- > 0);", 3.9, 4.1 },
        { "while (true) { if (A(x) == 0) break; }", 4, 10 },
        { "try { B(x); } finally { A(x); }", 1, 1 },
        { "try { B(x); if (x > y) return; } finally { foreach (var item in items) A(item); }", 2.9, 3.1 },
        { "try { B(x); } catch (System.Exception) { A(x); }", 0.0001, 0.01 },
        { "Local(); Local(); void Local() => A(x);", 2, 2 },
        { "System.Linq.Enumerable.Sum(items, item => A(item));", 3, 3 },
        { "System.Func<int> later = () => A(x);", 1, 1 },
        { "if (x > 0) goto end; A(x); end: B(x);", 0.05, 0.5 },
        { "switch (x) { case 1: B(1); break; case 2: A(2); break; default: B(3); break; }", 0.05, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_is_read_by_its_flow(string body, double least, double most)
    {
        var source = $$"""
            using ShadowGen;
            [Shadowed]
            public class C
            {
                public void Run(int x, int y, System.Collections.Generic.List<int> items, string text) { {{body}} }
                public static int A(int x) => x;
                public static int B(int x) => x;
                [System.Diagnostics.CodeAnalysis.DoesNotReturn] public static void Throw(int x) => throw new System.Exception();
            }
            """;
        var edge = Edge(Graph(source), "C.Run", "C.A");
        Assert.InRange(edge.Frequency, least, most);
        Assert.False(edge.IsVirtual);
    }

    [Fact]
    public void A_virtual_call_goes_to_what_is_instantiated()
    {
        var graph = Graph("""
            using ShadowGen;
            [assembly: ShadowNamespace("**")]
            public interface IShape { int Area(); }
            public class Square : IShape { public int Area() => 4; }
            public class Circle : IShape { public virtual int Area() => 3; }
            public class Ring : Circle { public override int Area() => 2; }
            public class Never : IShape { public int Area() => 1; }
            public static class P { public static int Run(IShape shape) => shape.Area(); public static void Make() { Run(new Square()); Run(new Ring()); } }
            """);
        var targets = graph.Edges.Where(edge => edge.Caller.DocId.StartsWith("M:P.Run", StringComparison.Ordinal) && edge.Frequency > 0).ToDictionary(edge => edge.Callee.DocId, edge => edge.Frequency);
        Assert.Equal(new Dictionary<string, double> { ["M:Square.Area"] = 0.5, ["M:Ring.Area"] = 0.5 }, targets);
    }

    [Fact]
    public void A_delegate_is_followed_to_who_calls_it()
    {
        var graph = Graph("""
            using ShadowGen;
            [Shadowed]
            public static class P
            {
                public static int Begin() => Apply(Twice, 3);
                public static int Apply(System.Func<int, int> what, int x) => what(x) + what(x);
                public static int Twice(int x) => 2 * x;
            }
            """);
        Assert.Equal(2, Edge(graph, "P.Apply", "P.Twice").Frequency);
    }

    [Fact]
    public void Frequencies_are_carried_over_callers_and_through_what_is_not_shadowed()
    {
        var graph = Graph("""
            using ShadowGen;
            public static class Program
            {
                [Shadowed] public static void Main() { for (var i = 0; i < 3; i++) Between(i); }
                public static void Between(int x) { for (var i = 0; i < 5; i++) Leaf(i); }
                [Shadowed] public static int Leaf(int x) => x;
            }
            """);
        var (main, leaf) = (Node(graph, "M:Program.Main"), Node(graph, "M:Program.Leaf(System.Int32)"));
        Assert.Equal(15, leaf.Frequency / main.Frequency, 0.1);
        Assert.True(leaf.IsShadowed);
        Assert.False(Node(graph, "M:Program.Between(System.Int32)").IsShadowed);
    }

    [Fact]
    public void What_a_framework_calls_begins_as_the_program_does_and_what_nobody_calls_hardly_ever()
    {
        var graph = Graph("""
            using ShadowGen;
            [Shadowed]
            public class P : System.IObserver<int>
            {
                public static void Main() => new P().GetHashCode();
                public void OnNext(int value) => A(value);
                public void OnCompleted() { }
                public void OnError(System.Exception error) { }
                public void Unused() => A(1);
                public static int A(int x) => x;
            }
            """);
        var main = Node(graph, "M:P.Main").Frequency;
        Assert.Equal(main, Node(graph, "M:P.OnNext(System.Int32)").Frequency, 1e-9);
        Assert.Equal(main / 1000, Node(graph, "M:P.Unused").Frequency, 1e-12);
    }

    [Theory]
    [InlineData("int[] items", "((IEnumerable<int>)items).GetEnumerator()", 0)]
    [InlineData("System.ArraySegment<int> items", "((IEnumerable<int>)items).GetEnumerator()", 0)]
    [InlineData("string items", "((System.IComparable<string>)items).CompareTo(items)", 0)]
    [InlineData("IEnumerable<int> items", "items.GetEnumerator()", 1)]
    [InlineData("List<int> items", "((IEnumerable<int>)items).GetEnumerator()", 1)] // One's own class may be one.
    public void What_is_exactly_of_anothers_type_runs_none_of_ones_own(string parameter, string call, int edges)
    {
        var graph = Graph($$"""
            using ShadowGen; using System.Collections; using System.Collections.Generic;
            [Shadowed]
            public class P : List<int>, IEnumerable<int>, System.IComparable<string>
            {
                public static object Run({{parameter}}) { new P(); return {{call}}; }
                IEnumerator<int> IEnumerable<int>.GetEnumerator() => null!; IEnumerator IEnumerable.GetEnumerator() => null!;
                public int CompareTo(string? other) => 0;
            }
            """);
        Assert.Equal(edges, graph.Edges.Count(edge => edge.Caller.DocId.Contains(".Run(", StringComparison.Ordinal) && !edge.Callee.DocId.Contains("#ctor", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("public static int A(int x) => x == 0 ? 0 : A(x - 1) + A(x - 2);")]
    [InlineData("public static int A(int x) => x == 0 ? 0 : B(x); public static int B(int x) { for (var i = 0; i < 100; i++) A(i); return x; }")]
    public void Recursion_stays_finite(string methods)
    {
        var graph = Graph($"using ShadowGen; [Shadowed] public static class P {{ public static void Main() => A(3); {methods} }}");
        Assert.All(graph.Nodes, node => Assert.InRange(node.Frequency, 0, 1000));
        Assert.True(Node(graph, "M:P.A(System.Int32)").Frequency > Node(graph, "M:P.Main").Frequency);
    }

    [Fact]
    public void Probabilities_of_a_caller_sum_to_one()
    {
        var graph = Graph("using ShadowGen; [Shadowed] public static class P { public static void Run(int x) { A(); if (x > 3) B(); } public static void A() { } public static void B() { } }");
        Assert.Equal(1, Node(graph, "M:P.Run(System.Int32)").Calls.Sum(edge => edge.Probability), 9);
    }

    [Fact]
    public void A_damaged_skeleton_costs_its_lines_only()
    {
        var graph = StaticGraph.Of(["shadowgen-skeleton 1\nassembly X\nfile F.cs\nmethod 0000000000000001 3 s M:A\nmethod 0000000000000002 4 s M:B\nprior 0000000000000001 0000000000000002 d NaN\nprior 1 2\nbody\nedge 0\ntype\nprior 0000000000000001 0000000000000009 d 1\nprior 0000000000000001 0000000000000002 d 3\n"]);
        Assert.Equal(3, Assert.Single(graph.Edges).Frequency);
    }

    private static StaticGraph Graph(string source)
    {
        var outputs = Project.Of(("C.cs", source)).Generate();
        return StaticGraph.Of([.. outputs.Values.Select(Skeletons.Of)]);
    }

    private static StaticNode Node(StaticGraph graph, string docId) => Assert.Single(graph.Nodes, node => node.DocId == docId);

    private static StaticEdge Edge(StaticGraph graph, string caller, string callee) => Assert.Single(
        graph.Edges,
        edge => edge.Caller.DocId.StartsWith($"M:{caller}(", StringComparison.Ordinal) && edge.Callee.DocId.StartsWith($"M:{callee}(", StringComparison.Ordinal));
}
