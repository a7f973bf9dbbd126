using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class ServiceNodeTests
{
    private const string Head = "shadowgen-skeleton 1\nassembly App\nfile ";

    [Fact]
    public void A_service_call_is_a_node_of_its_own_kind()
    {
        var model = new GraphModel();
        model.AddSkeleton(0, Skeletons.Parse(Head + "A.cs\nmethod 00000000000000aa 3 s M:N.T.A\nassembly Lib\ncallee 00000000000000bb x M:L.S.Send\nedge 0 00000000000000aa 00000000000000bb 0 1:1\n"));
        model.SetCalls(0, 7);

        var graph = model.Publish();

        var send = graph.Find("L.S.Send");
        Assert.True(send.IsServiceCall);
        Assert.Equal(("Lib", 7L), (send.Assembly, send.Calls));
        Assert.False(graph.Find("N.T.A").IsServiceCall);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_caller_may_take_for_a_service_what_another_file_declares(bool declaredFirst)
    {
        var declared = Skeletons.Parse(Head + "Client.cs\nmethod 00000000000000bb 9 s M:N.Client.Send\n");
        var calling = Skeletons.Parse(Head + "A.cs\nmethod 00000000000000aa 3 s M:N.T.A\ncallee 00000000000000bb x M:N.Client.Send\nedge 0 00000000000000aa 00000000000000bb 0 1:1\n");
        var model = new GraphModel();
        model.AddSkeleton(0, declaredFirst ? declared : calling);
        model.AddSkeleton(10, declaredFirst ? calling : declared);

        var send = model.Publish().Find("N.Client.Send");

        Assert.True(send.IsServiceCall);
        Assert.Equal(9, send.Line);
    }
}
