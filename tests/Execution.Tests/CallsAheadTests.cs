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
            public class ShapesHandler(IStore store, Store own)
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
                    };
                    var both = await Task.WhenAll(store.ReadAsync(1), store.ReadAsync(2, "x"));
                    return string.Join(' ', parts) + both[0] + both[1];
                }

                [Shadowed(Speculative = true)] private async Task<string> SecretAsync() { await Task.Delay(1); return "secret"; }
            }
            public static class Case
            {
                private static readonly ShapesHandler Handler = new(new Store(), new Store());
                public static Task<string> RunAsync(int run) => Handler.HandleAsync(5, default);
            }
            """,
            "plain5 field3 5 7 5+5 secretplain1x2");

        Assert.Equal(8, calls.Count);
        Assert.All(calls, call => Assert.True(call.Taken > 0 && call.Mismatched == 0, call.ToString()));
    }
}
