using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Which calls may be prefetched for, and how the elements of a loop are found.</summary>
public class PrefetchAheadTests
{
    private const string Files =
        """
        public sealed record Item(int Id);
        public class Files
        {
            [Shadowed(Prefetch = nameof(Warm))] public string Read(int id) => "" + id;
            internal void Warm(int id) { }
            [Shadowed(Prefetch = nameof(WarmAsync))] public Task<string> ReadAsync(Item item, CancellationToken cancellation = default) => Task.FromResult("" + item);
            private Task WarmAsync(Item item, CancellationToken cancellation) => Task.CompletedTask;
            [Shadowed(Prefetch = nameof(WarmAll))] public static ValueTask<string> ReadAll(string name) => new(name);
            private static ValueTask WarmAll(string name) => default;
            [Shadowed(Prefetch = nameof(Wrong))] public string Other(int id) => "" + id;
            internal int Wrong(int id) => id;
        }
        public class Slow { [Shadowed] public int Wait(int id) => id; }

        """;

    /// <summary>Parameters and body, then what is planned.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "int id", "slow.Wait(1); files.Read(id);", "Files.Read P 0 1" },
        { "int id", "files.Read(id);", "" },
        { "int id", "slow.Wait(1); if (id == 0) return; slow.Wait(2); files.Read(id);", "Files.Read P 0 0.713" },
        { "int id", "slow.Wait(1); files.Other(id);", "" },
        { "int id", "files.Read(slow.Wait(id));", "" },
        { "string name", "await Task.Yield(); await Files.ReadAll(name); ", "Files.ReadAll P 0 1" },
        { "Item item", "await Task.Yield(); await files.ReadAsync(item);", "Files.ReadAsync P 0 1" },
        { "List<int> ids", "foreach (var id in ids) files.Read(id);", "Files.Read P 0 1 r" },
        { "IReadOnlyList<Item> items", "foreach (var item in items) files.Read(item.Id);", "Files.Read P 0 1 r" },
        { "Item[] items", "foreach (var item in items) await files.ReadAsync(item);", "Files.ReadAsync P 0 1 r" },
        { "IList<int> ids", "for (var i = 0; i < ids.Count; i++) files.Read(ids[i]);", "Files.Read P 0 1 r" },
        { "int[] ids", "for (var i = 0; i < ids.Length; i++) { if (ids[i] > 0) files.Read(ids[i]); }", "Files.Read P 0 1 r" },
        { "int[] ids", "for (var i = 1; i < ids.Length; i++) files.Read(ids[i]);", "" },
        { "int[] ids, int[] others", "for (var i = 0; i < ids.Length; i++) files.Read(others[i]);", "" },
        { "int[] ids", "for (var i = 0; i < ids.Length; i++) files.Read(i);", "" },
        { "IEnumerable<int> ids", "foreach (var id in ids) files.Read(id);", "" },
        { "List<int> ids", "foreach (var id in ids) files.Read(7);", "" },
        { "List<int> ids", "foreach (var id in ids) foreach (var other in ids) files.Read(id);", "" },
        { "List<int> ids", "while (ids.Count > 0) files.Read(ids[0]);", "" },
        { "List<int> ids", "ids.ForEach(id => files.Read(id));", "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_call_is_prefetched_for_where_its_arguments_are_known(string parameters, string body, string planned) => Assert.Equal(planned, AheadPlans.Of(
        AheadPlans.Services + Files + $$"""public class H(Files files, Slow slow) { [Shadowed] public async Task RunAsync({{parameters}}) { {{body}} await Task.Yield(); } public override string ToString() => files + "" + slow; }"""));
}
