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

    [Fact]
    public void Past_a_guard_and_around_a_loop() => Snapshot.Matches(Emitted(
        """
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using ShadowGen;

        public interface IReport { [Shadowed] ValueTask<int> RunAsync(string name, IReadOnlyList<string> files); }

        public sealed class Store
        {
            [Shadowed(Speculative = true)] public async Task<int> LengthAsync(string name) { await Task.Yield(); return name.Length; }
            [Shadowed(Prefetch = nameof(Warm))] public int Read(string file) => file.Length;
            private void Warm(string file) { }
        }

        public class Report(Store store) : IReport
        {
            public async ValueTask<int> RunAsync(string name, IReadOnlyList<string> files)
            {
                if (await store.LengthAsync(name) == 0)
                    return 0;
                var sum = await store.LengthAsync("first") + await store.LengthAsync(name);
                foreach (var file in files)
                    sum += store.Read(file);
                return sum;
            }
        }

        public static class Program
        {
            public static ValueTask<int> Main(IReport report) => report.RunAsync("x", ["a"]);
        }
        """));

    private static string Emitted(string source) => Project.Of(("src/Sample.cs", source)).Generate().Values.Single();
}
