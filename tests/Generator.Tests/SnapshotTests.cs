using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>The emitted code as a reader sees it. To accept a change: SHADOWGEN_ACCEPT=1 dotnet test.</summary>
public class SnapshotTests
{
    [Fact]
    public void Order_service() => Snapshot.Matches(Emitted(
        """
        using ShadowGen;

        namespace Shop;

        public sealed record Order(int Id);

        public class OrderService
        {
            [Shadowed]
            public decimal Handle(Order order)
            {
                decimal sum = 0;
                for (var i = 0; i < order.Id; i++)
                    sum += Price(order) + Price(order);
                System.Func<Order, decimal> group = Price;
                return sum;
            }

            [Shadowed]
            public virtual decimal Price(Order order) => order.Id;
        }
        """));

    [Fact]
    public void Budgets() => Snapshot.Matches(Emitted(
        """
        using System.Threading.Tasks;
        using ShadowGen;

        namespace Other;

        public partial class Import
        {
            [Shadowed(DepthBudget = 200)]
            public int Walk(int depth) => Walk(depth + 1);

            [Shadowed(ElapsedBudgetMilliseconds = 1.5, CpuBudgetMilliseconds = 0, AllocatedBytesBudget = 1 << 20)]
            public async Task<int> LoadAsync(int budget) { await Task.Yield(); return await SaveAsync(); }

            [Shadowed(CallBudget = 1000, NetworkBytesBudget = 5_000_000_000)]
            public static async ValueTask<int> SaveAsync() { await Task.Yield(); return 0; }

            [Shadowed(ElapsedBudgetMilliseconds = -1, CpuBudgetMilliseconds = double.NaN)]
            public void Nothing() { Hide(); Nothing(); }

            [Shadowed(DepthBudget = 1)]
            private Own Hide() => new();

            private sealed class Own;

            public Task<int> All() => LoadAsync(1);
        }
        """));

    [Fact]
    public void Async_results() => Snapshot.Matches(Emitted(
        """
        using System.Threading.Tasks;
        using ShadowGen;

        [Shadowed]
        public class Jobs
        {
            public async Task<T> Later<T>(T x) { await Task.Yield(); return x; }
            public ValueTask Soon() => default;
            public async Task All() { await Later(1); await Soon(); }
        }
        """));

    [Fact]
    public void Private_callees() => Snapshot.Matches(Emitted(
        """
        using System;
        using ShadowGen;

        public struct Cache<K>
            where K : notnull
        {
            [Shadowed] private ref int Slot(in K key, out int hash) { hash = key.GetHashCode(); return ref _slots[0]; }
            private readonly int[] _slots;
            public Cache() => _slots = new int[1];
            public int Use(K key) => Slot(key, out var hash) + hash;
        }

        public static class Tools
        {
            [Shadowed, Obsolete] private static T Same<T>(T x) where T : IComparable<T>, new() => x;
        #pragma warning disable CS0612
            public static int Use() => Same(1);
        #pragma warning restore CS0612
        }
        """));

    [Fact]
    public void Private_types() => Snapshot.Matches(Emitted(
        """
        using System.Threading.Tasks;
        using ShadowGen;

        namespace Other;

        public partial class Host
        {
            private partial struct Cell { private int _n; [Shadowed] public int Add(int x) => _n += x; }
            private sealed class Key { }

            [Shadowed] private static async Task<Key> Load(Key key) { await Task.Yield(); return key; }

            public static async Task<string> Use()
            {
                var cell = new Cell();
                return $"{await Load(new Key())} {cell.Add(2)}";
            }
        }
        """));

    [Fact]
    public void Declarations_only() => Snapshot.Matches(Emitted("using ShadowGen; public interface IStore { [Shadowed] int Load(string key); }"));

    private static string Emitted(string source) => Project.Of(("src/Sample.cs", source)).Generate().Values.Single();
}
