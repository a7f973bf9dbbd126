using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Programs whose calls are made ahead do what they did before, and the early results are used.</summary>
public class CallsAheadTests
{
    [Fact]
    public void Reads_of_each_shape_are_made_early_and_used()
    {
        var calls = AheadRun.Agrees(
            "ShapesHandler.HandleAsync",
            """
            public interface IStore { [Shadowed(Speculative = true)] Task<string> ReadAsync(int id, string kind = "plain", CancellationToken cancellation = default); }
            public class Store : IStore
            {
                public async Task<string> ReadAsync(int id, string kind, CancellationToken cancellation) { await Task.Delay(1, cancellation); return kind + id; }
                [Shadowed(Speculative = true)] public async ValueTask<int> LengthAsync(int? id) { await Task.Delay(1); return id ?? -1; }
            }
            public static class Rates { [Shadowed(Speculative = true)] public static async Task<int> RateAsync() { await Task.Delay(1); return 7; } }
            public static class StoreExtensions { [Shadowed(Speculative = true)] public static async Task<string> TwiceAsync(this IStore store, int id) { await Task.Delay(1); return id + "+" + id; } }
            public interface IRepository<T> { [Shadowed(Speculative = true)] Task<T> FindAsync(T value, int count); }
            public class Repository<T> : IRepository<T> { public async Task<T> FindAsync(T value, int count) { await Task.Delay(count); return value; } }
            public class ShapesHandler(IStore store, Store own, IRepository<string> texts)
            {
                private readonly string _kind = "field";
                private int Odd { get; } = 3;

                [Shadowed]
                public async Task<string> HandleAsync(int id, CancellationToken cancellation)
                {
                    await Task.Delay(2, cancellation);
                    var parts = new List<string>
                    {
                        await store.ReadAsync(id, cancellation: cancellation),
                        await store.ReadAsync(kind: _kind, id: Odd).ConfigureAwait(false),
                        (await own.LengthAsync(id)).ToString(),
                        (await Rates.RateAsync()).ToString(),
                        await store.TwiceAsync(id),
                        await SecretAsync(),
                        await texts.FindAsync(_kind, 1),
                    };
                    var both = await Task.WhenAll(store.ReadAsync(1), store.ReadAsync(2, "x"));
                    return string.Join(' ', parts) + both[0] + both[1];
                }

                [Shadowed(Speculative = true)] private async Task<string> SecretAsync() { await Task.Delay(1); return "secret"; }
            }
            public static class Case
            {
                private static readonly ShapesHandler Handler = new(new Store(), new Store(), new Repository<string>());
                public static Task<string> RunAsync(int run) => Handler.HandleAsync(5, default);
            }
            """,
            "plain5 field3 5 7 5+5 secret fieldplain1x2");

        Assert.Equal(9, calls.Count);
        Assert.All(calls, call => Assert.True(call.Taken > 0 && call.Mismatched == 0, call.ToString()));
    }

    [Fact]
    public void Calls_that_come_by_an_interface_or_a_base_class_are_accompanied_where_the_body_is_the_planned_one()
    {
        var calls = AheadRun.Agrees(
            "DispatchedHandler.HandleAsync",
            Reads + """
            public interface IHandler { [Shadowed] Task<string> HandleAsync(int id); }
            public class BaseHandler { [Shadowed] public virtual Task<string> HandleAsync(int id) => Task.FromResult("base"); }
            public class DispatchedHandler(Store store) : BaseHandler, IHandler
            {
                [Shadowed] public override async Task<string> HandleAsync(int id) => await store.ReadAsync(0) + await store.ReadAsync(id);
            }
            public class OtherHandler(Store store) : DispatchedHandler(store)
            {
                [Shadowed] public override async Task<string> HandleAsync(int id) => "other" + await base.HandleAsync(id);
            }
            public static class Case
            {
                private static readonly DispatchedHandler Handler = new(new Store());
                private static readonly BaseHandler Base = new();
                private static readonly OtherHandler Other = new(new Store());
                public static async Task<string> RunAsync(int run) => await First(Handler) + await Second(Handler) + await Second(Base) + await Second(Other);
                private static Task<string> First(IHandler handler) => handler.HandleAsync(1);
                private static Task<string> Second(BaseHandler handler) => handler.HandleAsync(2);
            }
            """,
            "0102baseother02");

        var call = Assert.Single(calls);
        Assert.True(call.Taken > 0 && call.Mismatched == 0, call.ToString());
    }

    [Fact]
    public void What_stands_after_a_guard_starts_at_the_next_call()
    {
        var calls = AheadRun.Agrees(
            "GuardedHandler.HandleAsync",
            Reads + """
            public class GuardedHandler(Store store)
            {
                [Shadowed] public async Task<string> HandleAsync(int id)
                {
                    if (await store.ReadAsync(-id) == "0")
                        return "denied" + store.Count(7);
                    var first = await store.ReadAsync(id);
                    return first + await store.ReadAsync(7);
                }
            }
            public static class Case
            {
                private static readonly Store Denied = new();
                private static readonly GuardedHandler Handler = new(new Store());
                private static readonly GuardedHandler Other = new(Denied);
                public static async Task<string> RunAsync(int run) => await Handler.HandleAsync(1) + await Other.HandleAsync(0);
            }
            """,
            "17denied0");

        var call = Assert.Single(calls);
        Assert.True(call.Taken > 0 && call.NotReached == 0, call.ToString());
    }

    [Fact]
    public void A_result_for_other_arguments_is_dropped()
    {
        var calls = AheadRun.Agrees(
            "ChangingHandler.HandleAsync",
            Reads + """
            public class ChangingHandler(Store store)
            {
                public int Current;
                [Shadowed] public async Task<string> HandleAsync(int id)
                {
                    await store.ReadAsync(id);
                    return await store.ReadAsync(Current);
                }
            }
            public static class Case
            {
                public static async Task<string> RunAsync(int run)
                {
                    var store = new Store();
                    var handler = new ChangingHandler(store) { Current = 1 };
                    store.Read += id => { if (id == 0) handler.Current = 2; };
                    return await handler.HandleAsync(0);
                }
            }
            """,
            "2");

        var call = Assert.Single(calls);
        Assert.True(call.Mismatched > 0 && call.Taken == 0, call.ToString());
    }

    [Fact]
    public void A_call_that_fails_early_is_made_again()
    {
        var calls = AheadRun.Agrees(
            "FaultyHandler.HandleAsync",
            Reads + """
            public class FaultyHandler(Store store)
            {
                [Shadowed] public async Task<string> HandleAsync(int id)
                {
                    await store.ReadAsync(id);
                    return await store.ReadAsync(1);
                }
            }
            public static class Case
            {
                public static async Task<string> RunAsync(int run)
                {
                    var store = new Store();
                    var isReady = false;
                    store.Read += id => { if (id == 0) { Thread.Sleep(10); isReady = true; } else if (!isReady) throw new InvalidOperationException(); };
                    return await new FaultyHandler(store).HandleAsync(0);
                }
            }
            """,
            "1");

        var call = Assert.Single(calls);
        Assert.True(call.Faulted > 0, call.ToString());
    }

    [Fact]
    public void What_a_loop_will_read_is_fetched_ahead()
    {
        var calls = AheadRun.Agrees(
            "LoopHandler.HandleAsync",
            """
            public sealed record Line(int Id);
            public class Shelf
            {
                private readonly HashSet<int> _warm = [];
                [Shadowed(Prefetch = nameof(Warm))] public string Take(int id) { lock (_warm) if (_warm.Remove(id)) return id.ToString(); Thread.Sleep(1); return id.ToString(); }
                private readonly HashSet<int> _asked = [];
                public string Wrong = "";
                private void Warm(int id) { Ask(id); lock (_warm) _warm.Add(id); }
                private void Ask(int id) { lock (_warm) if (!_asked.Add(id)) Wrong = "asked twice for " + id; }
                [Shadowed(Prefetch = nameof(WarmAsync))] public async Task<string> TakeAsync(Line line) { await Task.Delay(1); return "a" + line.Id; }
                internal async Task WarmAsync(Line line) { await Task.Yield(); Ask(-line.Id); }
            }
            public class LoopHandler(Shelf shelf)
            {
                [Shadowed] public async Task<string> HandleAsync(IReadOnlyList<int> ids, Line[] lines, Line last)
                {
                    var text = "";
                    foreach (var id in ids) text += shelf.Take(id);
                    for (var i = 0; i < lines.Length; i++) text += shelf.Take(lines[i].Id);
                    foreach (var line in lines) text += await shelf.TakeAsync(line);
                    return text + shelf.Take(last.Id);
                }
            }
            public static class Case
            {
                public static async Task<string> RunAsync(int run)
                {
                    var shelf = new Shelf();
                    return await new LoopHandler(shelf).HandleAsync([1, 2, 3], [new Line(4), new Line(5)], new Line(6)) + shelf.Wrong;
                }
            }
            """,
            "12345a4a56");

        Assert.Equal(["Take", "Take", "TakeAsync", "Take"], calls.Select(call => System.Text.RegularExpressions.Regex.Match(call.Callee, @"Shelf\.(\w+)").Groups[1].Value));
        Assert.All(calls, call => Assert.True(call.Kind == AheadKind.Prefetch && call.Started > 0 && call.Faulted == 0, call.ToString()));
    }

    private const string Reads =
        """
        public class Store
        {
            private readonly Dictionary<int, int> _counts = [];
            public event Action<int>? Read;
            public int Count(int id) { lock (_counts) return _counts.GetValueOrDefault(id); }
            [Shadowed(Speculative = true)] public async Task<string> ReadAsync(int id)
            {
                lock (_counts) _counts[id] = _counts.GetValueOrDefault(id) + 1;
                await Task.Delay(1);
                Read?.Invoke(id);
                return id.ToString();
            }
        }

        """;
}
