using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Callees that only the user's own code may name: their shims are methods of the same partial type.</summary>
public class PartialTypeTests
{
    [Fact]
    public void Members_of_private_classes_records_and_interfaces() => Behaviour.Agrees(
        """
        namespace Shop.@event
        {
            public partial class Host
            {
                private partial class Key
                {
                    private int _value = 3;
                    [Shadowed] public int Get() => _value;
                    [Shadowed] protected internal virtual string Name() => "key";
                    [Shadowed] public T Same<T>(T x) where T : struct => x;
                    [Shadowed] public static Key Make(int value) => new() { _value = value };
                    [Shadowed] public Key With(Key? other, params Key[] more) => more.Length > 0 ? more[0] : other ?? this;
                    [Shadowed] private int Hidden(Key key) => key._value;
                    public int Use() => Hidden(this);
                }

                private partial class Special : Key { protected internal override string Name() => "special"; }
                private partial record Pair(int A) { [Shadowed] public int Twice() => A * 2; public static int operator !(Pair p) => p.Twice(); }
                private partial interface ICount { [Shadowed] int Count(); [Shadowed] int Next() => Count() + 1; [Shadowed] private int Secret(ICount other) => 9; [Shadowed] static int Of(ICount c) => c.Secret(c); }
                private class Counts : ICount { public int Count() => 7; }

                public static string Run()
                {
                    Key? nothing = null;
                    var key = Key.Make(4);
                    ICount counts = new Counts();
                    return $"{key.Get()} {nothing?.Get()} {key?.Get()} {new Special().Name()} {((Key)new Special()).Name()} {key!.Same(1.5m)} {key.With(null, Key.Make(5)).Get()} {key.Use()} {!new Pair(4)} {counts.Count()} {counts.Next()} {ICount.Of(counts)}";
                }
            }
        }
        static class Program { public static string Run() => Shop.@event.Host.Run(); }
        """,
        "4  4 special special 1.5 5 4 8 7 8 9",
        [
            "Shop.event.Host.Run -> Shop.event.Host.Key.Get = 3", "Shop.event.Host.Run -> Shop.event.Host.Key.Name = 1", "Shop.event.Host.Run -> Shop.event.Host.Key.Same``1 = 1",
            "Shop.event.Host.Run -> Shop.event.Host.Key.Make = 2", "Shop.event.Host.Run -> Shop.event.Host.Key.With = 1", "Shop.event.Host.Key.Use -> Shop.event.Host.Key.Hidden = 1",
            "Shop.event.Host.Pair.op_LogicalNot -> Shop.event.Host.Pair.Twice = 1", "Shop.event.Host.Run -> Shop.event.Host.ICount.Count = 1", "Shop.event.Host.Run -> Shop.event.Host.ICount.Next = 1",
            "Shop.event.Host.ICount.Next -> Shop.event.Host.ICount.Count = 1", "Shop.event.Host.Run -> Shop.event.Host.ICount.Of = 1", "Shop.event.Host.ICount.Of -> Shop.event.Host.ICount.Secret = 1",
        ]);

    [Fact]
    public void Members_of_private_structs_write_to_what_the_plain_call_writes_to() => Behaviour.Agrees(
        """
        using System.Diagnostics.CodeAnalysis;
        partial class Host
        {
            private partial struct Tally
            {
                private int _sum;
                [Shadowed] public int Add(int x) => _sum += x;
                [Shadowed] public readonly int Peek() => _sum;
                [Shadowed, UnscopedRef] public ref int Slot() => ref _sum;
                [Shadowed] public override string ToString() => "sum" + _sum;
                [Shadowed] public void Swap(ref Tally other, in Tally one, out Tally two) { (two, other, this) = (one, this, other); }
            }
            private readonly partial struct Fixed(int value) { [Shadowed] public int Get() => value; [Shadowed] public Fixed More(in Fixed other) => new(value + other.Get()); }
            private ref partial struct Window
            {
                public Span<int> Items;
                [Shadowed] public Span<int> Cut(scoped ReadOnlySpan<int> by) { Items = Items[by.Length..]; return Items; }
                [Shadowed] public static Window Of(Span<int> items) => new() { Items = items };
                [Shadowed] public static Span<int> All(Window window, scoped in Window other) => window.Items[other.Items.Length..];
            }
            private partial record struct Point(int X) { [Shadowed] public int Move(int by) => X += by; }

            private Tally _own;
            private readonly Tally _fixed;
            public string Use()
            {
                var tallies = new Tally[2];
                tallies[1].Add(2); tallies[1].Add(3);
                _own.Add(4); _fixed.Add(5); new Tally().Add(6);
                _own.Slot() += 10;
                ref readonly var view = ref tallies[1];
                view.Add(100);
                Tally other = default;
                other.Add(1);
                _own.Swap(ref other, view, out var two);
                Tally? maybe = tallies[1];
                var point = new Point(1);
                point.Move(2);
                var window = Window.Of(new int[5]);
                var length = window.Cut(stackalloc int[2]).Length;
                return $"{tallies[1].Peek()} {_own.Peek()} {other.Peek()} {two.Peek()} {_fixed.Peek()} {maybe?.Peek()} {other.ToString()} {new Fixed(1).More(new Fixed(2)).Get()} {length} {window.Items.Length} {Window.All(window, Window.Of(new int[1])).Length} {point.X}";
            }
        }
        static class Program { public static string Run() => new Host().Use(); }
        """,
        "5 1 14 5 0 5 sum14 3 3 3 2 3",
        [
            "Host.Use -> Host.Tally.Add = 7", "Host.Use -> Host.Tally.Peek = 6", "Host.Use -> Host.Tally.Slot = 1", "Host.Use -> Host.Tally.ToString = 1", "Host.Use -> Host.Tally.Swap = 1",
            "Host.Use -> Host.Fixed.Get = 1", "Host.Use -> Host.Fixed.More = 1", "Host.Fixed.More -> Host.Fixed.Get = 1", "Host.Use -> Host.Window.Of = 2", "Host.Use -> Host.Window.Cut = 1",
            "Host.Use -> Host.Window.All = 1", "Host.Use -> Host.Point.Move = 1",
        ]);

    [Fact]
    public void Private_types_in_signatures_of_every_kind() => Behaviour.Agrees(
        """
        public partial class Host
        {
            private enum Mode { Fast, Slow }
            private delegate int Step(Mode mode);
            private interface IPart { int Size { get; } }
            private sealed class Part : IPart { public int Size => 4; }
            private record struct Line(int A);

            private readonly List<Line> _lines = [new(1)];
            [Shadowed] private int Run(Step step, Mode mode = Mode.Slow) => step(mode);
            [Shadowed] private static string Sizes(params IPart[] parts) => parts.Length + ":" + parts.Sum(static part => part.Size);
            [Shadowed] private static Dictionary<Mode, Line?[]> Table((Mode, int) pair) => new() { [pair.Item1] = [new Line(pair.Item2)] };
            [Shadowed] private static bool Try(string key, out Part? found, ref Line line, in Mode mode) { found = key.Length > 1 ? new Part() : null; line.A += (int)mode; return found != null; }
            [Shadowed] private static T Best<T>(T a, Mode mode) where T : IPart => a;
            [Shadowed] private static unsafe int Raw(Line* line) => line->A;
            [Shadowed] private ref readonly Line First() => ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lines)[0];
            [Shadowed] private static string Wide(object part) => "object";
            [Shadowed] private static string Wide(Part part) => "part";
            [Shadowed] private void Fail(Mode mode) => throw new InvalidOperationException(mode.ToString());
            public unsafe string Use()
            {
                var line = new Line(5);
                Try("k", out var none, ref line, Mode.Slow);
                Try("key", out var some, ref line, Mode.Slow);
                try { Fail(Mode.Fast); } catch (InvalidOperationException e) { line.A += e.Message.Length; }
                return $"{Run(mode => (int)mode + 1)} {Sizes()} {Sizes(new Part(), new Part())} {Table((Mode.Slow, 3))[Mode.Slow][0]} {none is null} {some!.Size} {line.A} {Best(new Part(), Mode.Fast).Size} {Raw(&line)} {First().A} {Wide((object)some)} {Wide(some)}";
            }
        }
        static class Program { public static string Run() => new Host().Use(); }
        """,
        "2 0:0 2:8 Line { A = 3 } True 4 11 4 11 1 object part",
        [
            "Host.Use -> Host.Run = 1", "Host.Use -> Host.Sizes = 2", "Host.Use -> Host.Table = 1", "Host.Use -> Host.Try = 2", "Host.Use -> Host.Best``1 = 1", "Host.Use -> Host.Raw = 1", "Host.Use -> Host.First = 1",
            "Host.Use -> Host.Wide = 1", "Host.Use -> Host.Wide = 1", "Host.Use -> Host.Fail = 1",
        ]);

    [Fact]
    public void Async_methods_and_iterators() => Behaviour.Agrees(
        """
        static partial class Host
        {
            private class Item { public int N; }
            private partial class Queue
            {
                private int _n;
                [Shadowed] public async Task<Item> Next() { await Task.Yield(); return new Item { N = ++_n }; }
                [Shadowed] public ValueTask<Item> Soon(Item item) => new(item);
                [Shadowed] public async ValueTask Done(Item item) { await Task.Yield(); _n += item.N; }
                [Shadowed] public async IAsyncEnumerable<Item> Stream(int count) { for (var i = 0; i < count; i++) { await Task.Yield(); yield return new Item { N = i }; } }
                [Shadowed] public Task Fail(Item item) => throw new InvalidOperationException("now");
            }
            [Shadowed] private static IEnumerable<Item> Items(int count) { for (var i = 0; i < count; i++) yield return new Item { N = i }; }
            public static async Task<string> Use()
            {
                var queue = new Queue();
                var item = await queue.Soon(await queue.Next());
                await queue.Done(item);
                var sum = 0;
                await foreach (var one in queue.Stream(4)) sum += one.N;
                var lazy = Items(3);
                var thrown = "";
                try { _ = queue.Fail(item); } catch (InvalidOperationException e) { thrown = e.Message; }
                return $"{(await queue.Next()).N} {sum} {lazy.Sum(static i => i.N)} {thrown}";
            }
        }
        static class Program { public static string Run() => Host.Use().Result; }
        """,
        "3 6 3 now",
        [
            "Host.Use -> Host.Queue.Next = 2", "Host.Use -> Host.Queue.Soon = 1", "Host.Use -> Host.Queue.Done = 1", "Host.Use -> Host.Queue.Stream = 1", "Host.Use -> Host.Queue.Fail = 1", "Host.Use -> Host.Items = 1",
        ]);

    [Fact]
    public void Types_in_types_protected_ones_and_callers_in_derived_types() => Behaviour.Agrees(
        """
        public partial class Outer
        {
            private partial struct Middle
            {
                internal partial class Inner { private int _n = 1; [Shadowed] internal int Get(Middle middle) => ++_n; internal interface IDeep; }
                [Shadowed] internal static int Of(Inner.IDeep? deep) => deep is null ? 5 : 6;
            }
            protected class Ticket { public int Id = 7; }
            protected internal enum Tone { Low }
            [Shadowed] protected static int Read(Ticket ticket) => ticket.Id;
            [Shadowed] protected virtual int Price(Ticket ticket) => ticket.Id * 2;
            [Shadowed] private protected int Both(Ticket ticket, Tone tone) => Price(ticket) + Read(ticket);
            public static int Use() { var inner = new Middle.Inner(); return inner.Get(default) * 10 + Middle.Of(null); }
        }
        public partial class Derived : Outer
        {
            private static readonly int Start = Read(new Ticket());
            protected override int Price(Ticket ticket) => base.Price(ticket) + 100;
            public string Run() { Func<int> later = () => Both(new Ticket(), Tone.Low); return Start + " " + later() + " " + Nested.Use(); }
            private static class Nested { public static int Use() => Read(new Ticket { Id = 3 }); }
        }
        static class Program { public static string Run() => Outer.Use() + " " + new Derived().Run(); }
        """,
        "25 7 121 3",
        [
            "Outer.Use -> Outer.Middle.Inner.Get = 1", "Outer.Use -> Outer.Middle.Of = 1", "Derived.#cctor -> Outer.Read = 1", "Derived.Run -> Outer.Both = 1", "Outer.Both -> Outer.Price = 1", "Outer.Both -> Outer.Read = 1",
            "Derived.Nested.Use -> Outer.Read = 1",
        ],
        ["base-call Derived.Price -> Outer.Price"]);

    [Fact]
    public void A_static_callee_may_have_its_shim_further_out_and_a_static_class_those_of_instances() => Behaviour.Agrees(
        """
        public partial class Host
        {
            private enum Mode { One }
            private class Key { [Shadowed] public static string Show(Key? key, Mode mode) => mode.ToString(); internal static class Deep { [Shadowed] internal static int Of(Key? key) => 3; } }
            public static string Use() => Key.Show(null, Mode.One) + Key.Deep.Of(null);
        }
        public static partial class Words
        {
            private sealed class Word { public string Text = "w"; [Shadowed] public string Twice(int n) => Text + Text + n; }
            private struct Count { private int _n; [Shadowed] public int Up() => ++_n; [Shadowed] public readonly int Now() => _n; }
            [Shadowed] private static int Length(this Word word, int more = 0) => word.Text.Length + more;
            public static string Use() { var count = new Count(); count.Up(); count.Up(); return new Word().Twice(1) + new Word().Length() + Length(new Word(), 4) + count.Now(); }
        }
        static class Program { public static string Run() => Host.Use() + Words.Use(); }
        """,
        "One3ww1152",
        [
            "Host.Use -> Host.Key.Show = 1", "Host.Use -> Host.Key.Deep.Of = 1", "Words.Use -> Words.Word.Twice = 1", "Words.Use -> Words.Length = 2", "Words.Use -> Words.Count.Up = 2", "Words.Use -> Words.Count.Now = 1",
        ]);

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public void In_every_language(LanguageVersion language) => Behaviour.Agrees(
        """
        namespace Shop
        {
            public partial class Host
            {
                private partial class Key { public int N = 1; [Shadowed] public int Get() { return N; } [Shadowed] public virtual IEnumerable<Key> All() { yield return this; } }
                private partial struct Cell { public int N; [Shadowed] public int Add(int x) { return N += x; } }
                private readonly partial struct Fixed { [Shadowed] public int Get() { return 5; } }
                private ref partial struct Window { public Span<int> Items; [Shadowed] public int Length() { return Items.Length; } }
                private partial interface IPart { [Shadowed] int Size(); }
                private sealed class Part : IPart { public int Size() { return 3; } }
                protected class Ticket { }
                [Shadowed] protected static int Read(Ticket ticket) { return 4; }
                [Shadowed] private async Task<Key> Later(Key key) { await Task.Yield(); return key; }
                public string Use()
                {
                    var cell = new Cell();
                    cell.Add(2); cell.Add(3);
                    IPart part = new Part();
                    return new Key().Get() + " " + new Key().All().Count() + " " + cell.N + " " + new Fixed().Get() + " " + new Window { Items = new int[2] }.Length() + " " + part.Size() + " " + Read(new Ticket()) + " " + Later(new Key { N = 6 }).Result.N;
                }
            }
        }
        public static class Program { public static string Run() { return new Shop.Host().Use(); } }
        """,
        "1 1 5 5 2 3 4 6",
        [
            "Shop.Host.Use -> Shop.Host.Key.Get = 1", "Shop.Host.Use -> Shop.Host.Key.All = 1", "Shop.Host.Use -> Shop.Host.Cell.Add = 2", "Shop.Host.Use -> Shop.Host.Fixed.Get = 1", "Shop.Host.Use -> Shop.Host.Window.Length = 1",
            "Shop.Host.Use -> Shop.Host.Read = 1", "Shop.Host.Use -> Shop.Host.Later = 1",
            .. language >= LanguageVersion.CSharp8 ? new[] { "Shop.Host.Use -> Shop.Host.IPart.Size = 1" } : [],
        ],
        language >= LanguageVersion.CSharp8 ? [] : ["language-version Shop.Host.Use -> Shop.Host.IPart.Size"],
        language);

    [Fact]
    public void Without_a_partial_type_around_that_is_not_generic_they_stay_plain() => Behaviour.Agrees(
        """
        class Plain { private class Key { [Shadowed] public int Get() => 1; } public static int Use() => new Key().Get(); }
        partial class Half { private class Key { [Shadowed] public int Get() => 2; } public static int Use() => new Key().Get(); }
        class Other { private partial class Key { [Shadowed] public int Get() => 3; } public static int Use() => new Key().Get(); }
        partial class Typed<T> { private partial class Key { [Shadowed] public int Get() => 4; } public static int Use() => new Key().Get(); }
        partial class Holder { private partial class Key<T> { [Shadowed] public int Get() => 5; } public static int Use() => new Key<int>().Get(); }
        partial class Guarded
        {
            private class Key { [Shadowed] private static int Get(Key? key) => 6; public static int Use() => Get(null); }
            public static int Use() => Key.Use();
        }
        partial class Out
        {
            protected class Key;
            protected class Middle { [Shadowed] internal static int Get(Key? key) => 7; public static int Use() => Get(null); }
            public static int Use() => Middle.Use();
        }
        static class Program { public static string Run() => $"{Plain.Use()}{Half.Use()}{Other.Use()}{Typed<int>.Use()}{Holder.Use()}{Guarded.Use()}{Out.Use()}"; }
        """,
        "1234567",
        skips:
        [
            "private-type-in-signature Plain.Use -> Plain.Key.Get", "private-type-in-signature Half.Use -> Half.Key.Get", "private-type-in-signature Other.Use -> Other.Key.Get",
            "private-type-in-signature Typed`1.Use -> Typed`1.Key.Get", "private-type-in-signature Holder.Use -> Holder.Key`1.Get", "private-type-in-signature Guarded.Key.Use -> Guarded.Key.Get",
            "private-type-in-signature Out.Middle.Use -> Out.Middle.Get",
        ]);
}
