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
    public void Out_of_reach_stays_plain() => Behaviour.Agrees(
        """
        interface IHidden { [Shadowed] private int Secret() => 1; int Use() => Secret(); }
        class Impl : IHidden;
        static class Generic<T> { [Shadowed] private static int Secret() => 2; public static int Use() => Secret(); }
        class Host
        {
            private class Key { public int Value = 3; [Shadowed] public int Get() => Value; }
            [Shadowed] private static int Read(Key key) => key.Get();
            public static int Use() => Read(new Key());
        }
        file class Local { [Shadowed] public static int Get() => 4; }
        static class Program { public static string Run() => $"{((IHidden)new Impl()).Use()}{Generic<int>.Use()}{Host.Use()}{Local.Get()}"; }
        """,
        "1234",
        skips:
        [
            "unreachable-accessor IHidden.Use -> IHidden.Secret", "unreachable-accessor Generic`1.Use -> Generic`1.Secret",
            "private-type-in-signature Host.Read -> Host.Key.Get", "private-type-in-signature Host.Use -> Host.Read", "file-local-type Program.Run -> Local.Get",
        ]);
}
