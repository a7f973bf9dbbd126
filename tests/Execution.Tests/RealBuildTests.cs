using System.Runtime.CompilerServices;

namespace ShadowGen.Execution.Tests;

/// <summary>Shadowed methods of this very project: its shims are compiled by the SDK's own compiler, as a user's are.</summary>
public class RealBuildTests
{
    [Fact]
    public void Calls_in_a_project_built_by_the_sdk_are_counted()
    {
        var ledger = new Ledger();
        for (var i = 0; i < 7; i++)
            ledger.Post(i);
        Shadow.Flush();
        Assert.Equal(21, ledger.Total);
        Assert.Equal(7, Shadow.CallGraph.Find("ShadowGen.Execution.Tests.RealBuildTests.Ledger.Post").Calls);
    }

    internal sealed class Ledger
    {
        public int Total { get; private set; }

        [Shadowed]
        [MethodImpl(MethodImplOptions.NoInlining)]
        internal void Post(int amount) => Total += amount;
    }
}
