namespace ShadowGen.Runtime.Tests.Prediction;

/// <summary>What a typed predictor hands out, on the model of this process.</summary>
public class ShadowExecutionTests
{
    [Fact]
    public void Of_a_function_that_nobody_knows_it_says_so()
    {
        var shadow = ShadowExecution.Of(0x0123_4567_89ab_cdef, 1, 2);
        Assert.True(shadow.Node.IsEmpty);
        Assert.Equal(ResourcePrediction.NotMeasured, shadow.Needs);
        Assert.Equal(0, CountOf(shadow.FutureNodes()));
        Assert.Equal("not known", shadow.ToString());
        Assert.True(default(ShadowExecution).Node.IsEmpty);
        Assert.Equal(ResourcePrediction.NotMeasured, default(ShadowExecution).Needs);
    }

    [Fact]
    public void It_answers_what_the_table_of_needs_has()
    {
        var edges = new TestEdges(2);
        for (var i = 0; i < 20; i++)
            edges.Call(0, static () => GC.KeepAlive(new byte[1 << 16]));
        Assert.Equal(20, edges.Calls(0));
        var node = edges.Callee(0);
        foreach (var shadow in new[] { ShadowExecution.Of(node.Id.Value), ShadowExecution.Of(node.Id.Value, 1), ShadowExecution.Of(node.Id.Value, 1, 2), ShadowExecution.Of(node.Id.Value, 1, 2, 3), ShadowExecution.Of(node.Id.Value, 1, 2, 3, 4) })
        {
            Assert.Equal(node, shadow.Node);
            Assert.Equal(node, shadow.Needs.Node);
            Assert.InRange(shadow.Needs.AllocatedBytes.Mean, 1 << 16, (1 << 16) + 4096);
            Assert.StartsWith(node.Name + ": CPU ", shadow.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Future_functions_are_those_below_it()
    {
        var edges = new TestEdges(3);
        for (var i = 0; i < 100; i++)
            edges.Call(i % 10 == 0 ? 0 : 1, static () => { });
        Shadow.Flush();
        var names = new List<CallGraphNode>();
        var shadow = ShadowExecution.Of(edges.Caller.Id.Value);
        foreach (var future in shadow.FutureNodes(2))
            names.Add(future.Node);
        Assert.Equal([edges.Callee(1), edges.Callee(0)], names);
        Assert.Throws<ArgumentOutOfRangeException>(() => shadow.FutureNodes(65));
    }

    [Fact]
    public void It_stays_with_the_model_that_it_was_made_by()
    {
        var edges = new TestEdges(1);
        edges.Call(0, static () => { });
        Assert.Equal(1, edges.Calls(0));
        var before = ShadowExecution.Of(edges.Callee(0).Id.Value);
        edges.Call(0, static () => { });
        Assert.Equal(2, edges.Calls(0));
        Assert.Equal(1, before.Node.Calls);
        Assert.Equal(2, ShadowExecution.Of(edges.Callee(0).Id.Value).Node.Calls);
    }

    private static int CountOf(FutureNodes nodes)
    {
        var count = 0;
        foreach (var _ in nodes)
            count++;
        return count;
    }
}
