using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.SpeculativeHasSideEffectAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class SpeculativeHasSideEffectAnalyzerTests
{
    /// <summary>A body with the offending statement marked, and what the message says of it.</summary>
    public static TheoryData<string, string> Effects => new()
    {
        { "{|SHG1005:_last = id;|} return 1;", "writes 'Orders._last'" },
        { "{|SHG1005:_last++;|} return 1;", "writes 'Orders._last'" },
        { "{|SHG1005:s_count += id;|} return 1;", "writes 'Orders.s_count'" },
        { "{|SHG1005:Total = id;|} return 1;", "writes 'Orders.Total'" },
        { "{|SHG1005:_inner.Total = id;|} return 1;", "writes 'Orders.Total'" },
        { "{|SHG1005:cells[0] = id;|} return 1;", "writes an element of 'cells'" },
        { "{|SHG1005:list.Add(id);|} return 1;", "calls 'List<T>.Add(T)', which changes 'list'" },
        { "var mine = list; {|SHG1005:mine.Clear();|} return 1;", "calls 'List<T>.Clear()', which changes 'mine'" },
        { "{|SHG1005:_cache[id] = id;|} return 1;", "writes 'Dictionary<TKey, TValue>.this[TKey]'" },
        { "{|SHG1005:Console.WriteLine(id);|} return 1;", "calls 'Console.WriteLine(int)', which is more than a read" },
        { "{|SHG1005:File.WriteAllText(\"a\", \"b\");|} return 1;", "calls 'File.WriteAllText(string, string?)', which is more than a read" },
        { "{|SHG1005:Interlocked.Increment(ref _last);|} return 1;", "writes 'Orders._last'" },
        { "{|SHG1005:_changed += Handle;|} return 1; void Handle() { }", "writes 'Orders._changed'" },
        { "{|SHG1005:_changed();|} return 1;", "calls the delegate '_changed', of which nothing is known" },
        { "{|SHG1005:typeof(Orders).GetMethods()[0].Invoke(null, null);|} return 1;", "calls 'MethodBase.Invoke(object?, object?[]?)', of which nothing is known" },
        { "{|SHG1005:_gate.Open();|} return 1;", "calls 'IGate.Open()', of which nothing is known" },
        { "{|SHG1005:Save(id);|} return 1;", "calls 'Orders.Save(int)', which calls 'Orders.Write()', which writes 'Orders._last'" },
        { "{|SHG1005:Fill(list);|} return 1;", "calls 'Orders.Fill(List<int>)', which calls 'List<T>.Add(T)', which changes 'all'" },
        { "{|SHG1005:Even(id);|} return 1;", "calls 'Orders.Even(int)', which calls 'Orders.Odd(int)', which writes 'Orders.s_count'" },
        { "if (id > 0) { {|SHG1005:_last = 1;|} } _last = 2; return 1;", "writes 'Orders._last'" },
        { "{|SHG1005:return cells.Select(c => _last = c).Sum();|}", "writes 'Orders._last'" },
        { "Local(); return 1; void Local() { {|SHG1005:_last = id;|} }", "writes 'Orders._last'" },
        { "dynamic d = id; {|SHG1005:d.Run();|} return 1;", "makes a dynamic call, of which nothing is known" },
        { "var (a, b) = (1, 2); {|SHG1005:(_last, a) = (a, b);|} return a;", "writes 'Orders._last'" },
        { "var o = new Orders(); o._inner = this; {|SHG1005:o._inner.Total = 1;|} return 1;", "writes 'Orders.Total'" },
        { "var o = id > 0 ? new Orders() : _inner; {|SHG1005:o.Total = 1;|} return 1;", "writes 'Orders.Total'" },
        { "ref var place = ref _last; {|SHG1005:place = 1;|} return 1;", "writes through the reference 'place'" },
        { "{|SHG1005:_cell.Grow();|} return 1;", "calls 'Cell.Grow()', which writes 'Cell.N'" },
        { "{|SHG1005:_inner.Handler();|} return 1;", "calls the delegate '_inner.Handler', of which nothing is known" },
        { "foreach (var o in all) { {|SHG1005:o.Total = 1;|} } return 1;", "writes 'Orders.Total'" },
        { "if (_cached is Orders o) { {|SHG1005:o.Total = 1;|} } return 1;", "writes 'Orders.Total'" },
        { "try { return 1; } finally { {|SHG1005:_last = 1;|} }", "writes 'Orders._last'" },
        { "{|SHG1005:_inner ??= new Orders();|} return 1;", "writes 'Orders._inner'" },
    };

    private const string Around = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ShadowGen;
        interface IGate { void Open(); }
        struct Cell { public int N; public void Grow() => N++; public readonly int Get() => N; }
        class Orders
        {
            int _last; static int s_count; Orders _inner; object _cached; Dictionary<int, int> _cache = new(); Action _changed; IGate _gate; Cell _cell;
            public int Total { get; set; }
            public Action Handler;
            [Shadowed(Speculative = true)] public int Load(int id, int[] cells, List<int> list, List<Orders> all)
            {
                BODY
            }
            void Save(int id) { if (id > 0) Write(); }
            void Write() => _last = 1;
            static void Fill(List<int> all) => all.Add(1);
            static bool Even(int n) => n == 0 || Odd(n - 1);
            static bool Odd(int n) { s_count = n; return n != 0 && Even(n - 1); }
            int Sum(List<int> numbers) => numbers.Count == 0 ? 0 : numbers[0] + Sum(numbers.Skip(1).ToList());
            Orders Clone() { var made = new Orders { Total = Total }; made._cache[1] = 2; return made; }
            static void Reset(Orders orders) => orders.Total = 0;
            static bool TryGet(int id, out int value) { value = id; return true; }
            static void Swap(ref int a, ref int b) => (a, b) = (b, a);
        }
        """;

    [Theory]
    [MemberData(nameof(Effects))]
    public Task The_offending_statement_is_named(string body, string what) =>
        Verify.VerifyAsync(Around.Replace("BODY", body, StringComparison.Ordinal), $"'Orders.Load(int, int[], List<int>, List<Orders>)' is speculative, so it may run in vain, but it {what}");

    [Theory]
    [InlineData("return id + _last + s_count + Total + cells[0] + list.Count;")]
    [InlineData("var made = new List<int>(); made.Add(id); foreach (var cell in cells) made.Add(cell); return made.Count;")]
    [InlineData("var text = new System.Text.StringBuilder(); for (var i = 0; i < id; i++) text.Append(i).Append(','); return text.ToString().Length;")]
    [InlineData("return list.Where(x => x > id).Select(x => x * 2).OrderBy(x => x).ToList().Count;")]
    [InlineData("var copy = list.ToList(); copy.Clear(); var array = cells.ToArray(); array[0] = 1; Array.Sort(array); return array.Length;")]
    [InlineData("var o = new Orders { Total = id }; o._last = 2; o.Save(1); Reset(o); return o.Total;")]
    [InlineData("var o = Clone(); o.Total = 2; o._cache.Clear(); return o.Total;")]
    [InlineData("var cell = _cell; cell.Grow(); cell.N = 3; return cell.Get() + _cell.Get();")]
    [InlineData("if (!TryGet(id, out var value)) return 0; if (_cache.TryGetValue(id, out value)) return value; Swap(ref id, ref value); return int.TryParse(\"1\", out var n) ? n : value;")]
    [InlineData("return Sum(list);")]
    [InlineData("return typeof(Orders).GetMethods()[0].GetParameters().Length + (typeof(Orders).IsDefined(typeof(ObsoleteAttribute), true) ? 1 : 0);")]
    [InlineData("int Local(int n) => n == 0 ? 0 : Local(n - 1); var all2 = 0; Action add = () => all2 += id; add(); return Local(all2);")]
    [InlineData("using var reader = new StreamReader(File.OpenRead(\"a\")); return reader.ReadLine()?.Length ?? File.ReadAllText(\"b\").Length;")]
    [InlineData("lock (_cache) { return _cache.TryGetValue(id, out var found) ? found : throw new InvalidOperationException($\"no {id}\"); }")]
    [InlineData("var made = new Dictionary<int, List<int>>(); if (!made.TryGetValue(id, out var row)) made[id] = row = new(); row.Add(id); return row.Count;")]
    [InlineData("var (a, b) = (id, 2); a += b; ref var place = ref a; place = 3; Span<int> span = stackalloc int[4]; span[0] = 1; return a + span[0];")]
    [InlineData("var made = cells is [var first, ..] ? new[] { first } : []; made[0]++; return made switch { [1] => 1, _ => list.Max() };")]
    public async Task What_only_the_body_itself_can_see_is_left_alone(string body) => Assert.Empty(await Verify.VerifyAsync(Around.Replace("BODY", body, StringComparison.Ordinal)));

    [Fact]
    public async Task Asynchronous_reads_over_http_are_left_alone_and_sending_is_not()
    {
        var messages = await Verify.VerifyAsync(
            """
            using System.Collections.Generic;
            using System.Net.Http;
            using System.Net.Http.Json;
            using System.Threading;
            using System.Threading.Tasks;
            using ShadowGen;
            record Order(int Id) { public List<int> Lines { get; } = []; }
            class Orders(HttpClient client)
            {
                [Shadowed(Speculative = true)] public async Task<Order> LoadAsync(int id, CancellationToken stop)
                {
                    var order = await client.GetFromJsonAsync<Order>($"/orders/{id}", stop).ConfigureAwait(false);
                    order!.Lines.Add(await SizeAsync(id));
                    return order with { Id = id };
                }
                private async Task<int> SizeAsync(int id) { using var response = await client.GetAsync("/" + id); return (await response.Content.ReadAsStringAsync()).Length; }
                [Shadowed(Speculative = true)] public async Task<int> SendAsync(int id)
                {
                    {|SHG1005:var response = await client.PostAsJsonAsync("/orders", id);|}
                    return (int)response.StatusCode;
                }
            }
            """);
        Assert.Contains("is more than a read", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_returns_nothing_cannot_be_speculative()
    {
        var messages = await Verify.VerifyAsync(
            """
            using System.Threading.Tasks;
            using ShadowGen;
            interface IOrders { [Shadowed({|SHG1005:Speculative = true|})] ValueTask WarmAsync(); [Shadowed(Speculative = true)] Task<int> LoadAsync(); }
            class Orders { [Shadowed({|SHG1005:Speculative = true|}, DepthBudget = 2)] void Run() { } [Shadowed({|SHG1005:Speculative = true|})] Task RunAsync() => Task.CompletedTask; [Shadowed(Speculative = false)] void Plain() { } }
            """);
        Assert.All(messages, message => Assert.EndsWith("it returns nothing that could be kept for its call, so that all it can do is a side effect", message, StringComparison.Ordinal));
    }

    [Fact]
    public Task A_promise_of_an_interface_or_base_binds_who_implements_it() => Verify.VerifyAsync(
        """
        using ShadowGen;
        interface IOrders { [Shadowed(Speculative = true)] int Load(int id); [Shadowed(Speculative = true)] int Find(int id); }
        abstract class Base { [Shadowed(Speculative = true)] public abstract int Read(); }
        class Orders : Base, IOrders
        {
            int _last;
            public int Load(int id) { {|SHG1005:_last = id;|} return 1; }
            int IOrders.Find(int id) { {|SHG1005:_last = id;|} return 1; }
            public override int Read() => {|SHG1005:_last = 1|};
            public int Load() => _last = 1;
            [Shadowed(Speculative = true)] public int All(IOrders other) => other.Load(1) + other.Find(2) + Read();
        }
        class Others { int _last; public int Load(int id) => _last = id; }
        """);

    [Fact]
    public Task What_is_vouched_for_is_trusted() => Verify.VerifyAsync(
        """
        using System.Data.Common;
        using System.Diagnostics.Contracts;
        using ShadowGen;
        class Orders
        {
            int _hits;
            [Pure] int Count() => _hits++;
            [Shadowed(Speculative = true)] public int Size() => Count();
            [Shadowed(Speculative = true)] public object Read(DbCommand command) => {|SHG1005:command.ExecuteScalar()|};
        }
        """,
        "'Orders.Read(DbCommand)' is speculative, so it may run in vain, but it calls 'DbCommand.ExecuteScalar()', which is more than a read");

    [Fact]
    public async Task A_project_vouches_for_methods_by_configuration()
    {
        const string source = """
            using System.Data.Common;
            using ShadowGen;
            class Orders { [Shadowed(Speculative = true)] public object Read(DbCommand command) => command.ExecuteScalar(); [Shadowed(Speculative = true)] public object Write(DbCommand command) => command.ExecuteNonQuery(); }
            """;
        Assert.Equal(2, (await Verify.MessagesAsync(source, new Settings([]))).Count);
        Assert.Contains("ExecuteNonQuery", Assert.Single(await Verify.MessagesAsync(source, new Settings(new() { ["shadowgen_trusted_reads"] = "Other.Thing, DbCommand.ExecuteScalar" }))), StringComparison.Ordinal);
        Assert.Empty(await Verify.MessagesAsync(source, new Settings(new() { ["shadowgen_trusted_reads"] = "Common.DbCommand.*" })));
        Assert.Equal(2, (await Verify.MessagesAsync(source, new Settings(new() { ["shadowgen_trusted_reads"] = "Command.ExecuteScalar" }))).Count);
    }

    [Fact]
    public async Task The_attribute_is_named_beside_the_statement()
    {
        var finding = Assert.Single(await Verify.FindAsync("using ShadowGen; class A { int _n; [Shadowed(Speculative = true)] public int Load() => _n = 1; }"));
        Assert.Equal("Shadowed(Speculative = true)", finding.AdditionalLocations[0].SourceTree!.ToString().Substring(finding.AdditionalLocations[0].SourceSpan.Start, finding.AdditionalLocations[0].SourceSpan.Length));
    }

    [Fact]
    public Task What_makes_no_promise_is_left_alone() => Verify.VerifyAsync(
        """
        using ShadowGen;
        class Orders { int _last; [Shadowed] public int Load(int id) => _last = id; [Shadowed(Speculative = false)] public int Find(int id) => _last = id; [Other(Speculative = true)] public int Read() => _last = 1; }
        class OtherAttribute : System.Attribute { public bool Speculative { get; set; } }
        """);

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class A { int _n; int Load() => _n = 1; }");
}
