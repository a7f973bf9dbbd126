using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>What is emitted for calls that may be made ahead, as a reader sees it.</summary>
public class AheadSnapshotTests
{
    [Fact]
    public void Three_reads() => Snapshot.Matches(Emitted(
        """
        using System.Threading;
        using System.Threading.Tasks;
        using ShadowGen;

        namespace Shop;

        public sealed record User(int Id);
        public sealed record Cart(int Lines);
        public sealed record Page(User User, Cart Cart, string Rates);

        public interface IUsers { [Shadowed(Speculative = true)] Task<User> GetAsync(int id, CancellationToken cancellation = default); }
        public interface ICarts { [Shadowed(Speculative = true)] ValueTask<Cart> GetAsync(int id, string region, CancellationToken cancellation); }

        public class Handler(IUsers users, ICarts carts)
        {
            private readonly string _region = "north";

            [Shadowed]
            public async Task<Page> GetAsync(int id, CancellationToken cancellation)
            {
                var user = await users.GetAsync(id, cancellation);
                var cart = await carts.GetAsync(id, _region, cancellation).ConfigureAwait(false);
                return new Page(user, cart, await RatesAsync());
            }

            [Shadowed(Speculative = true)]
            private async Task<string> RatesAsync() { await Task.Yield(); return _region; }
        }

        public static class Program
        {
            public static Task<Page> Main(Handler handler) => handler.GetAsync(1, default);
        }
        """));

    private static string Emitted(string source) => Project.Of(("src/Sample.cs", source)).Generate().Values.Single();
}
