using Verify = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.PrefetchMethodMismatchAnalyzer, ShadowGen.CodeFixes.PrefetchMethodMismatchFixer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class PrefetchMethodMismatchFixerTests
{
    [Fact]
    public Task The_method_is_written_below_and_named_by_nameof() => Verify.VerifyAsync(
        """
        using System.Threading.Tasks;
        using ShadowGen;
        public class Orders
        {
            /// <summary>Loads.</summary>
            [Shadowed(Prefetch = "Warm")]
            public int Load(int id, in string name) => id;

            [Shadowed(DepthBudget = 2, Prefetch = nameof(Fetch))]
            public static Task<T> LoadAsync<T>(T id, params int[] rest) where T : class => Task.FromResult(id);
            public static void Fetch() { }
        }

        public partial class Parts { [Shadowed(Prefetch = "Warm")] public void Run(int count = 1) { } }
        public interface IOrders
        {
            [Shadowed(Prefetch = "Warm")] ValueTask<int> LoadAsync(int id);
        }
        public static class Extensions
        {
            [Shadowed(Prefetch = "Warm")] public static int Twice(this int x) => x * 2;
        }
        """,
        """
        using System.Threading.Tasks;
        using ShadowGen;
        public class Orders
        {
            /// <summary>Loads.</summary>
            [Shadowed(Prefetch = nameof(Warm))]
            public int Load(int id, in string name) => id;

            internal void Warm(int id, in string name) => throw new System.NotImplementedException();

            [Shadowed(DepthBudget = 2, Prefetch = nameof(Fetch))]
            public static Task<T> LoadAsync<T>(T id, params int[] rest) where T : class => Task.FromResult(id);

            internal static System.Threading.Tasks.ValueTask Fetch<T>(T id, int[] rest) where T : class => throw new System.NotImplementedException();
            public static void Fetch() { }
        }

        public partial class Parts { [Shadowed(Prefetch = nameof(Warm))] public void Run(int count = 1) { } 
        private void Warm(int count) => throw new System.NotImplementedException();
        }
        public interface IOrders
        {
            [Shadowed(Prefetch = nameof(Warm))] ValueTask<int> LoadAsync(int id);

            System.Threading.Tasks.ValueTask Warm(int id) => throw new System.NotImplementedException();
        }
        public static class Extensions
        {
            [Shadowed(Prefetch = nameof(Warm))] public static int Twice(this int x) => x * 2;

            internal static void Warm(int x) => throw new System.NotImplementedException();
        }
        """);

    [Theory]
    [InlineData("[Shadowed(Prefetch = nameof(Warm))] int Load(int id) => id; internal int Warm(int id) => id;")] // the name and parameters are taken
    [InlineData("[Shadowed(Prefetch = nameof(Load))] int Load(int id) => id;")]
    [InlineData("[Shadowed(Prefetch = \"no name\")] int Load(int id) => id;")]
    [InlineData("[Shadowed(Prefetch = \"Warm\")] int Load(ref int id) => id;")]
    [InlineData("[Shadowed(Prefetch = nameof(Count))] int Load(int id) => id; int Count;")]
    public async Task What_cannot_be_written_is_not_offered(string members) => Assert.Empty(await Verify.OfferedAsync($"using ShadowGen; class Orders {{ {members} }}"));
}
