using Microsoft.Extensions.DependencyInjection;
using ShadowGen.Hosting.Tests.Support;

namespace ShadowGen.Hosting.Tests.Members;

/// <summary>Each kind of member behaves as it does without a decorator.</summary>
public sealed class MemberTests
{
    private const string Type = "Members.IEverything.";

    [Fact]
    public async Task Results_effects_exceptions_and_references_are_the_same()
    {
        var plainLog = new Log();
        var plain = await UseAsync(new Everything(plainLog), plainLog);
        var (service, log) = Shadowed();
        Assert.IsNotType<Everything>(service);

        Assert.Equal(plain, await UseAsync(service, log));
        Assert.Contains("default of 1", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_shims_have_counted_are_counted_once()
    {
        var (service, _) = Shadowed();
        var before = (Counted.Calls(Type + "Sum"), Counted.FromOutside(Type + "Sum"));
        for (var i = 0; i < 1_000; i++)
            Assert.Equal(3, service.Sum(1, 2));

        Assert.Equal(1_000, Counted.Calls(Type + "Sum") - before.Item1);
        Assert.Equal(0, Counted.FromOutside(Type + "Sum") - before.Item2);
    }

    [Fact]
    public async Task Calls_that_nobody_sees_are_counted_once_and_async_ones_are_flows()
    {
        var (service, _) = Shadowed();
        Func<int[], int> sum = service.Sum;
        Func<Task> act = service.ActAsync;
        Func<int, ValueTask<int>> count = service.CountAsync;
        var before = (Counted.FromOutside(Type + "Sum"), Counted.FromOutside(Type + "ActAsync"), Counted.FromOutside(Type + "CountAsync"));
        var flows = Shadow.Statistics.FlowsOpened;
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal(3, sum([1, 2]));
            await act();
            Assert.Equal(i, await count(i));
        }

        Assert.Equal((500, 500, 500), (Counted.FromOutside(Type + "Sum") - before.Item1, Counted.FromOutside(Type + "ActAsync") - before.Item2, Counted.FromOutside(Type + "CountAsync") - before.Item3));
        Assert.True(Shadow.Statistics.FlowsOpened - flows >= 1_000);
        Assert.Contains(Counted.Node(Type + "Sum"), Shadow.CallGraph.Roots);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var (service, _) = Shadowed();
        Func<string> same = ((ILeft)service).Same;
        Func<int, int> echo = service.Echo;
        Many();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Many();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Many()
        {
            for (var i = 0; i < 10_000; i++)
            {
                same();
                echo(i);
                service.Echo(i);
            }
        }
    }

    private static (IEverything Service, Log Log) Shadowed()
    {
        var provider = new ServiceCollection().AddSingleton<Log>().AddShadowedSingleton<IEverything, Everything>().BuildServiceProvider();
        return (provider.GetRequiredService<IEverything>(), provider.GetRequiredService<Log>());
    }

    private static async Task<string> UseAsync(IEverything it, Log log)
    {
        var seen = new List<object?>();
        void Heard(string text) => seen.Add("heard " + text);
        it.Changed += Heard;
        it.Raise("1");
        it.Changed -= Heard;
        it.Raise("2");
        it[1] = "y";
        ((IBase<int>)it).Value += 4;
        ((IBase<string>)it).Value += "!";
        it.Slot += 5;
        ref var slot = ref it.Slot;
        slot++;
        var count = 1;
        seen.AddRange([it[2], it.Slot, it.Once, it.@class, ((IBase<int>)it).Value, ((IBase<string>)it).Value, ((ILeft)it).Number, ((IRight)it).Number]);
        seen.AddRange([it.Sum(1, 2, 3), it.SumSpan(1, 2), it.TryParse("abc", out var value, ref count, 2m), value, count, it.Longest(in One)]);
        seen.AddRange([it.Echo("e"), it.Echo(4), it.Make<List<int>>(null)!.Count, it.Half<int>(null), it.Half<int>(2), it.Size(new Span<byte>([1])), it.Size(1), it.Find<string>()]);
        seen.AddRange([it.ByDefault(), it.Overridden(), (object)it.Late(2), it.Pair((1, "p")), ((ILeft)it).Same(), ((IRight)it).Same(), it.Name(3), it.Name("n"), it.Internal()]);
        seen.Add(Pointer(it));
#pragma warning disable CS0618 // it is the point
        seen.Add(it.Old());
#pragma warning restore CS0618
        await it.ActAsync();
        seen.Add(await it.AskAsync("f", 1));
        seen.Add(Assert.Throws<ArgumentOutOfRangeException>(() => { _ = it.AskAsync("f", -1); }).ParamName);
        await it.RestAsync();
        seen.Add(await it.CountAsync(9));
        var stream = it.Stream(2);
        var lazy = it.Lazy(2);
        seen.Add(log.Text);
        await foreach (var item in stream)
            seen.Add(item);
        seen.AddRange(lazy.Cast<object>());
        foreach (var item in it)
            seen.Add(item);
        seen.Add(it.ToString());
        return string.Join('|', seen.Select(item => item?.ToString() ?? "null"));
    }

    private static readonly int One = 1;

    private static unsafe int Pointer(IEverything it)
    {
        var value = 11;
        return it.Peek(&value);
    }
}
