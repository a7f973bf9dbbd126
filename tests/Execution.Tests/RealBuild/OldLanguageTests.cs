namespace ShadowGen.Execution.Tests.RealBuild;

/// <summary>A project at C# 7.3 through the SDK's own compiler.</summary>
public class OldLanguageTests
{
    [Fact]
    public void Each_shape_does_its_work_and_is_counted_exactly()
    {
        Assert.Equal("6 Int321 2 4 1", OldLanguage.Program.Run());
        Shadow.Flush();
        Assert.Equal(
            "Counter.Add 1, Counter.Use 1, Counter.Hidden 1, Pool.NameOf 1, Jobs.Handle 1, Jobs.LaterAsync 1, Jobs.Numbers 1",
            string.Join(", ", "Counter.Add Counter.Use Counter.Hidden Pool.NameOf Jobs.Handle Jobs.LaterAsync Jobs.Numbers".Split(' ')
                .Select(name => $"{name} {Shadow.CallGraph.Find("ShadowGen.OldLanguage." + name).Calls}")));
    }
}
