using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Callees that only <c>UnsafeAccessor</c> reaches. A wrong accessor compiles and fails when called, so each emitted shape is run here.</summary>
public class PrivateCalleeTests
{
    [Fact]
    public void Private_instance_static_and_overloads() => Behaviour.Agrees(
        """
        class Account
        {
            private int _balance;
            [Shadowed] private int Add(int x) => _balance += x;
            [Shadowed] private string Add(string x) => x + _balance;
            [Shadowed] private static int Fee(int x) => x / 10;
            [Shadowed] private void Reset() => _balance = 0;
            public string Use() { Add(50); Add(-Fee(50)); var text = Add("$"); Reset(); return text + _balance; }
        }
        static class Program { public static string Run() => new Account().Use(); }
        """,
        "$450",
        ["Account.Use -> Account.Add = 2", "Account.Use -> Account.Add = 1", "Account.Use -> Account.Fee = 1", "Account.Use -> Account.Reset = 1"]);

    [Fact]
    public void Protected_virtual_still_dispatches() => Behaviour.Agrees(
        """
        abstract class Base
        {
            [Shadowed] protected virtual string Name() => "base";
            [Shadowed] protected abstract string Kind(in int x);
            [Shadowed] private protected string Both() => Name() + Kind(1);
            public string Use() => Both();
        }
        class Derived : Base { protected override string Name() => "derived"; protected override string Kind(in int x) => "kind" + x; }
        static class Program { public static string Run() => new Derived().Use(); }
        """,
        "derivedkind1",
        ["Base.Use -> Base.Both = 1", "Base.Both -> Base.Name = 1", "Base.Both -> Base.Kind = 1"]);

    [Fact]
    public void Private_members_of_structs() => Behaviour.Agrees(
        """
        struct Meter
        {
            private int _value;
            [Shadowed] private int Step(int x) => _value += x;
            [Shadowed] private readonly int Peek() => _value;
            [Shadowed] private static int Twice(int x) => x * 2;
            public int Use() { Step(2); Step(Twice(4)); return Peek(); }
        }
        readonly struct Fixed(int value) { [Shadowed] private int Get() => value; public int Use() => Get(); }
        ref struct Window(Span<int> items)
        {
            private Span<int> _items = items;
            [Shadowed] private Span<int> Cut(int n) { _items = _items[n..]; return _items; }
            public int Use() => Cut(1).Length;
        }
        static class Program
        {
            public static string Run() { var meter = new Meter(); var first = meter.Use(); return $"{first}{meter.Use()}{new Fixed(3).Use()}{new Window(new int[3]).Use()}"; }
        }
        """,
        "102032",
        [
            "Meter.Use -> Meter.Step = 4", "Meter.Use -> Meter.Peek = 2", "Meter.Use -> Meter.Twice = 2", "Fixed.Use -> Fixed.Get = 1", "Window.Use -> Window.Cut = 1",
        ]);

    [Fact]
    public void Private_generic_methods_and_members_of_generic_types() => Behaviour.Agrees(
        """
        class Plain
        {
            [Shadowed] private string Show<T>(T x) where T : IComparable<T> => typeof(T).Name + x;
            [Shadowed] private static T Make<T>() where T : new() => new T();
            public string Use() => Show(1) + Show("a") + Make<int>();
        }
        class Cache<K, V> where K : notnull
        {
            private readonly Dictionary<K, V> _items = [];
            [Shadowed] private V Put(K key, V value) => _items[key] = value;
            [Shadowed] private static string Types() => typeof(K).Name + typeof(V).Name;
            [Shadowed] private string Mixed<T>(K key, T x) where T : struct => $"{key}{_items[key]}{x}";
            public string Use(K key, V value) { Put(key, value); return Types() + Mixed(key, 5); }
            public struct Entry { [Shadowed] private V? None(K key) => default; public V? Use(K key) => None(key); }
        }
        static class Program
        {
            public static string Run() => new Plain().Use() + new Cache<string, int>().Use("k", 1) + new Cache<int, string>().Use(2, "v") + new Cache<int, long>.Entry().Use(0);
        }
        """,
        "Int321Stringa0StringInt32k15Int32String2v50",
        [
            "Plain.Use -> Plain.Show``1 = 2", "Plain.Use -> Plain.Make``1 = 1", "Cache`2.Use -> Cache`2.Put = 2", "Cache`2.Use -> Cache`2.Types = 2",
            "Cache`2.Use -> Cache`2.Mixed``1 = 2", "Cache`2.Entry.Use -> Cache`2.Entry.None = 1",
        ]);

    [Fact]
    public void Private_members_of_a_static_class() => Behaviour.Agrees(
        """
        namespace Deep.Down
        {
            static class Tools
            {
                [Shadowed] private static int Half(int x) => x / 2;
                [Shadowed] private static T Id<T>(T x) => x;
                public static int Use(int x) => Half(x) + Id(1);
                public static class Nested { [Shadowed] private static string Text() => "n"; public static string Use() => Text(); }
            }
        }
        static class Program
        {
            [Shadowed] private static string Own(ref int x) { x++; return "o"; }
            public static string Run() { var x = 1; return Own(ref x) + x + Deep.Down.Tools.Use(8) + Deep.Down.Tools.Nested.Use(); }
        }
        """,
        "o25n",
        ["Program.Run -> Program.Own = 1", "Deep.Down.Tools.Use -> Deep.Down.Tools.Half = 1", "Deep.Down.Tools.Use -> Deep.Down.Tools.Id``1 = 1", "Deep.Down.Tools.Nested.Use -> Deep.Down.Tools.Nested.Text = 1"]);

    [Fact]
    public void Private_by_reference_results_async_and_spans() => Behaviour.Agrees(
        """
        class Mixed
        {
            private int _x = 1;
            [Shadowed] private ref int Slot() => ref _x;
            [Shadowed] private void Out(out int x, ref readonly int y, params ReadOnlySpan<int> z) => x = y + z.Length;
            [Shadowed] private async Task<int> Later() { await Task.Yield(); return _x; }
            [Shadowed] private ValueTask<int> Value() => new(_x);
            [Shadowed] private unsafe int Raw(int* p) => *p;
            [Shadowed] internal int Wide(object o) => 1;
            [Shadowed] private int Wide(string s) => 2;
            public unsafe int Use() { Slot() = 4; Out(out var x, in _x, 1, 2); int y = 3; return x * 1000 + Later().Result * 100 + Value().Result * 10 + Raw(&y) + Wide("s") * Wide((object)"s"); }
        }
        static class Program { public static string Run() => new Mixed().Use().ToString(); }
        """,
        "6445",
        [
            "Mixed.Use -> Mixed.Slot = 1", "Mixed.Use -> Mixed.Out = 1", "Mixed.Use -> Mixed.Later = 1", "Mixed.Use -> Mixed.Value = 1", "Mixed.Use -> Mixed.Raw = 1",
            "Mixed.Use -> Mixed.Wide = 1", "Mixed.Use -> Mixed.Wide = 1",
        ]);

    [Fact]
    public void Private_members_of_generic_static_classes() => Behaviour.Agrees(
        """
        namespace @namespace.Deep
        {
            static class Pool<T> where T : notnull
            {
                public static int N;
                [Shadowed] private static string Name(T x) { N++; return typeof(T).Name + x; }
                [Shadowed] private static string Both<U>(U u, ref T x) where U : struct => typeof(T).Name + typeof(U).Name + x;
                public static string Use(T x) => Name(x) + Both(1L, ref x) + Inner.Use(x) + Other<char>.Use(x);
                public static class Inner { [Shadowed] private static string Deep(T x) => "in" + x; public static string Use(T x) => Deep(x); }
                public static class Other<V> { [Shadowed] private static async Task<string> Deep(T x) { await Task.Yield(); return typeof(V).Name + typeof(T).Name + x; } public static string Use(T x) => Deep(x).Result; }
            }
        }
        class Host<K> { public static class Tools { [Shadowed] private static string Key(K k) => typeof(K).Name + k; public static string Use(K k) => Key(k); } }
        static class Program
        {
            public static string Run() => @namespace.Deep.Pool<int>.Use(1) + " " + @namespace.Deep.Pool<string>.Use("a") + " " + @namespace.Deep.Pool<int>.N + @namespace.Deep.Pool<string>.N + Host<byte>.Tools.Use(2);
        }
        """,
        "Int321Int32Int641in1CharInt321 StringaStringInt64ainaCharStringa 11Byte2",
        [
            "namespace.Deep.Pool`1.Use -> namespace.Deep.Pool`1.Name = 2", "namespace.Deep.Pool`1.Use -> namespace.Deep.Pool`1.Both``1 = 2", "namespace.Deep.Pool`1.Inner.Use -> namespace.Deep.Pool`1.Inner.Deep = 2",
            "namespace.Deep.Pool`1.Other`1.Use -> namespace.Deep.Pool`1.Other`1.Deep = 2", "Host`1.Tools.Use -> Host`1.Tools.Key = 1",
        ]);

    [Fact]
    public void Private_and_protected_members_of_interfaces() => Behaviour.Agrees(
        """
        [Shadowed] interface IMeter
        {
            private int Secret(int x) => x + 1;
            private static int Shared(ref int x) => x++;
            protected int Guarded() => 5;
            protected static int GuardedShared() => 6;
            private T Generic<T>(T x) where T : struct => x;
            int Use() { var x = 2; return Secret(1) + Shared(ref x) + x + Guarded() + GuardedShared() + Generic(7); }
        }
        [Shadowed] interface ITyped<in K, out V> { private string Names(K k) => typeof(K).Name + typeof(V).Name + k; private static string Kind() => typeof(V).Name; string Use(K k) => Names(k) + Kind(); }
        class Impl : IMeter, ITyped<int, string>, ITyped<object, Version>;
        struct Small : IMeter;
        static class Program
        {
            public static string Run() => $"{((IMeter)new Impl()).Use()} {((IMeter)default(Small)).Use()} {((ITyped<int, string>)new Impl()).Use(3)} {((ITyped<string, object>)new Impl()).Use("x")}";
        }
        """,
        "25 25 Int32String3String ObjectVersionxVersion",
        [
            "IMeter.Use -> IMeter.Secret = 2", "IMeter.Use -> IMeter.Shared = 2", "IMeter.Use -> IMeter.Guarded = 2", "IMeter.Use -> IMeter.GuardedShared = 2", "IMeter.Use -> IMeter.Generic``1 = 2",
            "Program.Run -> IMeter.Use = 2", "ITyped`2.Use -> ITyped`2.Names = 2", "ITyped`2.Use -> ITyped`2.Kind = 2", "Program.Run -> ITyped`2.Use = 2",
        ]);

    [Fact]
    public void Static_methods_of_private_types() => Behaviour.Agrees(
        """
        class Host
        {
            private static class Tables { [Shadowed] public static int Of(int x) => x * 2; [Shadowed] public static T Same<T>(T x) => x; }
            private sealed class Plain { [Shadowed] internal static string Name(in int x) => "n" + x; private class Inner { [Shadowed] public static int Deep() => 7; } public static int Use() => Inner.Deep(); }
            private class Of<A> { [Shadowed] public static string Both<B>(A a, B b) => $"{typeof(A).Name}{typeof(B).Name}{a}{b}"; }
            public static string Use() => Tables.Of(2) + Tables.Same("s") + Plain.Name(3) + Plain.Use() + Of<int>.Both(1, 'c');
        }
        class Generic<T> { private static class Part { [Shadowed] public static string Of(T x) => typeof(T).Name + x; } public static string Use(T x) => Part.Of(x); }
        static class Program { public static string Run() => Host.Use() + Generic<long>.Use(5); }
        """,
        "4sn37Int32Char1cInt645",
        [
            "Host.Use -> Host.Tables.Of = 1", "Host.Use -> Host.Tables.Same``1 = 1", "Host.Use -> Host.Plain.Name = 1", "Host.Plain.Use -> Host.Plain.Inner.Deep = 1",
            "Host.Use -> Host.Of`1.Both``1 = 1", "Generic`1.Use -> Generic`1.Part.Of = 1",
        ]);

    [Fact]
    public void Out_of_reach_stays_plain() => Behaviour.Agrees(
        """
        class Host
        {
            private class Key { public int Value = 3; [Shadowed] public int Get() => Value; }
            [Shadowed] private static int Read(Key key) => key.Get();
            public static int Use() => Read(new Key());
        }
        file class Local { [Shadowed] public static int Get() => 4; }
        static class Program { public static string Run() => $"{Host.Use()}{Local.Get()}"; }
        """,
        "34",
        skips:
        [
            "private-type-in-signature Host.Read -> Host.Key.Get", "private-type-in-signature Host.Use -> Host.Read", "file-local-type Program.Run -> Local.Get",
        ]);
}
