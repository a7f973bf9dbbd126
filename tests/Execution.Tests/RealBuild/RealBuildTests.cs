namespace ShadowGen.Execution.Tests.RealBuild;

/// <summary>The emitted code through the real compiler, whose rules for interceptors are stricter in places than those of the Roslyn that the in-memory suite runs on.</summary>
public class RealBuildTests
{
    private const string Prefix = "ShadowGen.Execution.Tests.RealBuild.Sample.";

    [Fact]
    public async Task Each_shape_does_its_work_and_is_counted_exactly()
    {
        Assert.Equal("6 5 ab 13 3 1 7 Int321Strings 2 9 3", await WorkAsync());
        Shadow.Flush();
        Assert.Equal(
            "Tally.Add 2, Tally.Peek 1, Tally.Step 1, Reader.Take 1, Ledger.Post 1, Ledger.LaterAsync 1, Ledger.SoonAsync 1, Ledger.Slot 1, Ledger.Hidden 2, IStore.Load 2, IStore.LoadTwice 1, Cache.Put 1, Sum 1, Same 1",
            string.Join(", ", "Tally.Add Tally.Peek Tally.Step Reader.Take Ledger.Post Ledger.LaterAsync Ledger.SoonAsync Ledger.Slot Ledger.Hidden IStore.Load IStore.LoadTwice Cache.Put Sum Same"
                .Split(' ').Select(name => $"{name} {Calls(name)}")));
    }

    private static async Task<string> WorkAsync()
    {
        var tally = default(Sample.Tally);
        tally.Add(2);
        tally.Add(3);
        var peek = tally.Peek();
        var ledger = new Sample.AuditedLedger();
        ledger.Slot() = 10;
        ledger.Post(1);
        ((Sample.Ledger)ledger).Post(0);
        Sample.IStore store = ledger;
        return $"{tally.Bump()} {peek} {new Sample.Reader("abc").Take(2).ToString()} {ledger.Total} {await ledger.LaterAsync(3)} {await ledger.SoonAsync(1)} "
            + $"{Sample.Sum(3, 4)} {ledger.Secret(1)} {store.LoadTwice("k")} {9.Same([])} {new Sample.Cache<string>().Use("a") + 2}";
    }

    private static long Calls(string name) => Shadow.CallGraph.Find(Prefix + name).Calls;
}
