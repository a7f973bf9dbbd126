using Verify = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.CallBypassesShimAnalyzer, ShadowGen.CodeFixes.CallBypassesShimFixer>;
using VerifyBase = ShadowGen.Analyzers.Tests.Verification.FixVerifier<ShadowGen.Analyzers.Rules.CallBypassesShimAnalyzer, ShadowGen.CodeFixes.BaseCallBypassesShimFixer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class CallBypassesShimFixerTests
{
    [Fact]
    public Task Arities_receivers_and_every_place_of_a_group() => Verify.VerifyAsync(
        """
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using ShadowGen;
        class Orders
        {
            readonly Orders _inner = new();
            [Shadowed] public int Load(int id) => id;
            [Shadowed] public static void Run() { }
            [Shadowed] public Task<int> LoadAsync(int id) => Task.FromResult(id);
            [Shadowed] public static int Add(int a, int b) => a + b;
            [Shadowed] public static int Sum(params int[] all) => all.Sum();
            [Shadowed] public static T Id<T>(T value) => value;
            object Use(int[] ids, Orders other)
            {
                Action run = /* before */ Run /* after */;
                var c = new Func<int, int>(other.Load);
                var d = (Func<int, int>)_inner.Load;
                Func<int[], int> sum = Sum;
                Func<string, string> e = Id<string>;
                Action g = other.Hold;
                Task.Run(Run);
                return ids.Select(Load).Select(Id).Select(LoadAsync).Select(t => t.Result).Aggregate(Add);
            }
        }
        static class Extensions { [Shadowed] public static void Hold(this Orders orders) { } }
        """,
        """
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using ShadowGen;
        class Orders
        {
            readonly Orders _inner = new();
            [Shadowed] public int Load(int id) => id;
            [Shadowed] public static void Run() { }
            [Shadowed] public Task<int> LoadAsync(int id) => Task.FromResult(id);
            [Shadowed] public static int Add(int a, int b) => a + b;
            [Shadowed] public static int Sum(params int[] all) => all.Sum();
            [Shadowed] public static T Id<T>(T value) => value;
            object Use(int[] ids, Orders other)
            {
                Action run = /* before */ () => Run() /* after */;
                var c = new Func<int, int>(id => other.Load(id));
                var d = (Func<int, int>)(id => _inner.Load(id));
                Func<int[], int> sum = all => Sum(all);
                Func<string, string> e = value => Id<string>(value);
                Action g = () => other.Hold();
                Task.Run(() => Run());
                return ids.Select(id => Load(id)).Select(value => Id(value)).Select(id => LoadAsync(id)).Select(t => t.Result).Aggregate((a, b) => Add(a, b));
            }
        }
        static class Extensions { [Shadowed] public static void Hold(this Orders orders) { } }
        """);

    [Fact]
    public Task Types_are_written_where_they_are_needed_and_references_keep_their_kinds() => Verify.VerifyAsync(
        """
        using System;
        using ShadowGen;
        delegate bool Try(string text, out int value);
        delegate void Change(ref int value, in long other);
        delegate ref int Pick(int[] cells);
        class Parser
        {
            [Shadowed] static bool TryRead(string text, out int value) => int.TryParse(text, out value);
            [Shadowed] static void Grow(ref int value, in long other) => value += (int)other;
            [Shadowed] static ref int First(int[] cells) => ref cells[0];
            [Shadowed] static int Load(int id) => id;
            object Use()
            {
                var natural = Load;
                Try a = TryRead;
                Change b = Grow;
                Pick c = First;
                return (natural, a, b, c);
            }
        }
        """,
        """
        using System;
        using ShadowGen;
        delegate bool Try(string text, out int value);
        delegate void Change(ref int value, in long other);
        delegate ref int Pick(int[] cells);
        class Parser
        {
            [Shadowed] static bool TryRead(string text, out int value) => int.TryParse(text, out value);
            [Shadowed] static void Grow(ref int value, in long other) => value += (int)other;
            [Shadowed] static ref int First(int[] cells) => ref cells[0];
            [Shadowed] static int Load(int id) => id;
            object Use()
            {
                var natural = (int id) => Load(id);
                Try a = (string text, out int value) => TryRead(text, out value);
                Change b = (ref int value, in long other) => Grow(ref value, in other);
                Pick c = cells => ref First(cells);
                return (natural, a, b, c);
            }
        }
        """);

    [Fact]
    public Task Names_that_are_taken_get_a_number_and_keywords_stay_names() => Verify.VerifyAsync(
        """
        using System;
        using ShadowGen;
        class Orders
        {
            [Shadowed] static int Load(int id, int @class, int Load) => id;
            Func<int, int, int, int> Use(int id) { var id1 = id; return Load; }
        }
        """,
        """
        using System;
        using ShadowGen;
        class Orders
        {
            [Shadowed] static int Load(int id, int @class, int Load) => id;
            Func<int, int, int, int> Use(int id) { var id1 = id; return (id2, @class, Load1) => Load(id2, @class, Load1); }
        }
        """);

    [Theory]
    [InlineData("Func<int, int> Use() => Next().Load;")] // its receiver is made once
    [InlineData("Action Use() => Next().Hold;")]
    [InlineData("Func<int, int> Use() => Current.Load;")] // a property may be another object later
    [InlineData("Func<int, int> Use() => _field.Load;")]
    [InlineData("Func<int, int> Use() { var o = new Orders(); Func<int, int> f = o.Load; o = null; return f; }")]
    [InlineData("Func<int, int> Use(Orders o) { Func<int, int> f = o.Load; Set(ref o); return f; }")]
    [InlineData("Func<int> Use(Cell cell) => cell.Get;")] // copied into the delegate
    [InlineData("Func<int> Use(ref Orders o) => o.Get;")]
    [InlineData("void Use() => Take(Load);")] // a lambda would be ambiguous between both
    public async Task What_would_change_meaning_has_no_fix(string member) => Assert.Empty(await Verify.OfferedAsync($$"""
        using System;
        using ShadowGen;
        struct Cell { int _n; [Shadowed] public int Get() => _n++; }
        class Orders
        {
            public Orders Current { get; set; }
            Orders _field;
            [Shadowed] public int Load(int id) => id;
            [Shadowed] public int Get() => 1;
            Orders Next() => new();
            static void Set(ref Orders o) { }
            static void Take(Func<int, int> f) { }
            static void Take(Func<int, long> f) { }
            static void Take(System.Linq.Expressions.Expression<Func<int, int>> f) { }
            {{member}}
        }
        static class Extensions { [Shadowed] public static void Hold(this Orders orders) { } }
        """));

    [Fact]
    public Task A_base_call_asks_for_a_partial_type() => VerifyBase.VerifyAsync(
        """
        using ShadowGen;
        class Orders { [Shadowed] public virtual int Load(int id) => id; }
        public class Outer
        {
            /// <summary>Cached.</summary>
            internal sealed class Cached : Orders { public override int Load(int id) => base.Load(id) + 1; }
            internal class Logged : Orders { public override int Load(int id) => base.Load(id) + 2; }
        }
        """,
        """
        using ShadowGen;
        class Orders { [Shadowed] public virtual int Load(int id) => id; }
        public partial class Outer
        {
            /// <summary>Cached.</summary>
            internal sealed partial class Cached : Orders { public override int Load(int id) => base.Load(id) + 1; }
            internal partial class Logged : Orders { public override int Load(int id) => base.Load(id) + 2; }
        }
        """);

    [Fact]
    public async Task Each_of_the_two_fixes_takes_its_own_findings_only()
    {
        const string source = """
            using System;
            using ShadowGen;
            class Orders { [Shadowed] public virtual int Load(int id) => id; [Shadowed] public static int Next() => 1; }
            class Cached : Orders { public override int Load(int id) => base.Load(id) + 1; Func<int> Get() => Next; }
            """;
        Assert.Equal(["Call it in a lambda"], await Verify.OfferedAsync(source));
        Assert.Equal(["Make partial"], await VerifyBase.OfferedAsync(source));
    }
}
