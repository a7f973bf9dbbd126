using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>The emitted code is written in the consumer's language: each program is compiled and run as every version that can say it.</summary>
public class LanguageVersionTests
{
    private static readonly LanguageVersion[] Versions =
    [
        LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.CSharp11, LanguageVersion.CSharp12, LanguageVersion.CSharp13,
        LanguageVersion.Preview,
    ];

    public static TheoryData<LanguageVersion> Since7_3 => [.. Versions];

    public static TheoryData<LanguageVersion> Since8 => [.. Versions.Where(version => version >= LanguageVersion.CSharp8)];

    [Theory]
    [MemberData(nameof(Since7_3))]
    public void Every_shape_of_the_oldest_language(LanguageVersion language) => Behaviour.Agrees(
        """
        [Shadowed] public interface IStore { int Load(string key); }
        [Shadowed] public struct Tally
        {
            public int Count;
            public int Add(int x) { return Count += x; }
            private int Hidden() { return Count * 2; }
            public int Use() { return Hidden(); }
        }
        [Shadowed] public readonly struct Fixed
        {
            private readonly int _value;
            public Fixed(int value) { _value = value; }
            public int Get() { return _value; }
        }
        [Shadowed] public ref struct Window
        {
            public Span<int> Items;
            public Span<int> Cut(int n) { Items = Items.Slice(n); return Items; }
        }
        [Shadowed] public static class Words
        {
            public static string Shout(this string text, int times = 1) { return text + new string('!', times); }
            public static void Bump(ref this int value) { value++; }
            public static int Sum(this in Tally tally) { return tally.Count; }
            public static IntPtr Pointer(IntPtr p, UIntPtr[] q, out IntPtr r) { r = p; return p; }
            public static unsafe int Unmanaged<T>(T x) where T : unmanaged { return sizeof(T); }
            public static string Enums<T>(T x) where T : struct, Enum { return x.ToString(); }
            public static void Try(out int x, in int y, ref int z, params int[] rest) { x = y + z + rest.Length; }
            public static ref int Slot(int[] items) { return ref items[1]; }
            public static ref readonly int Peek(int[] items) { return ref items[1]; }
            private static int Private(int x) { return x; }
            public static int Use() { return Private(4); }
        }
        public static class Tools<T> { [Shadowed] private static string Secret(T x) { return typeof(T).Name; } public static string Use(T x) { return Secret(x); } }
        public class Base
        {
            [Shadowed] public virtual string Name() { return "base"; }
            [Shadowed] private protected int Both() { return 1; }
            [Shadowed] public static IEnumerable<int> Numbers() { yield return 1; }
        }
        public class Derived : Base, IStore { public override string Name() { return "derived"; } public int Load(string key) { return key.Length + Both(); } }
        [Shadowed] public static class Jobs
        {
            public static async Task<int> Later(int x) { await Task.Yield(); return x; }
            public static async ValueTask<int> Soon(int x) { await Task.Yield(); return x; }
            public static ValueTask Done() { return default(ValueTask); }
            public static async Task All() { await Done(); }
        }
        public static class Program
        {
            public static string Run()
            {
                var tally = new Tally();
                tally.Add(2); tally.Add(3);
                var number = 1;
                number.Bump();
                IntPtr r;
                Words.Pointer(new IntPtr(6), new UIntPtr[0], out r);
                int x;
                Words.Try(out x, 2, ref number, 1, 2);
                var items = new int[2];
                Words.Slot(items) = 9;
                var window = new Window { Items = items };
                Jobs.All().Wait();
                IStore store = new Derived();
                return tally.Use() + "," + new Fixed(1).Get() + "," + window.Cut(1).Length + "," + "a".Shout() + "," + tally.Sum() + "," + r + "," + Words.Unmanaged(1L) + "," + Words.Enums(DayOfWeek.Monday)
                    + "," + x + "," + Words.Peek(items) + "," + Words.Use() + "," + Tools<int>.Use(1) + "," + ((Base)store).Name() + "," + store.Load("abc") + "," + Base.Numbers().Single()
                    + "," + Jobs.Later(1).Result + "," + Jobs.Soon(2).Result;
            }
        }
        """,
        "10,1,1,a!,5,6,8,Monday,6,9,4,Int32,derived,4,1,1,2",
        [
            "Program.Run -> Tally.Add = 2", "Program.Run -> Tally.Use = 1", "Tally.Use -> Tally.Hidden = 1", "Program.Run -> Fixed.Get = 1", "Program.Run -> Window.Cut = 1", "Program.Run -> Words.Shout = 1",
            "Program.Run -> Words.Bump = 1", "Program.Run -> Words.Sum = 1", "Program.Run -> Words.Pointer = 1", "Program.Run -> Words.Unmanaged``1 = 1", "Program.Run -> Words.Enums``1 = 1",
            "Program.Run -> Words.Try = 1", "Program.Run -> Words.Slot = 1", "Program.Run -> Words.Peek = 1", "Program.Run -> Words.Use = 1", "Words.Use -> Words.Private = 1",
            "Tools`1.Use -> Tools`1.Secret = 1", "Program.Run -> Base.Name = 1", "Program.Run -> IStore.Load = 1", "Derived.Load -> Base.Both = 1", "Program.Run -> Base.Numbers = 1",
            "Program.Run -> Jobs.Later = 1", "Program.Run -> Jobs.Soon = 1", "Program.Run -> Jobs.All = 1", "Jobs.All -> Jobs.Done = 1",
        ],
        language: language);

    [Theory]
    [MemberData(nameof(Since8))]
    public void Default_interface_methods_readonly_members_and_nullable_types(LanguageVersion language) => Behaviour.Agrees(
        """
        interface IStore
        {
            [Shadowed] string? Load(string key);
            [Shadowed] string Twice(string key) => Load(key) + Secret() + Shared();
            [Shadowed] private string Secret() => "s";
            [Shadowed] private static string Shared() => "h";
        }
        class Store : IStore { public string? Load(string key) => key; }
        struct Meter { private int _n; [Shadowed] public readonly int Peek() => _n; [Shadowed] private void Step() => _n++; public int Use() { Step(); return Peek(); } }
        static class Keys { [Shadowed] public static string Of<T>(T x) where T : notnull => x.ToString()!; }
        static class Program { public static string Run() => ((IStore)new Store()).Twice("k") + new Meter().Use() + Keys.Of(1); }
        """,
        "ksh11",
        [
            "Program.Run -> IStore.Twice = 1", "IStore.Twice -> IStore.Load = 1", "IStore.Twice -> IStore.Secret = 1", "IStore.Twice -> IStore.Shared = 1", "Meter.Use -> Meter.Step = 1",
            "Meter.Use -> Meter.Peek = 1", "Program.Run -> Keys.Of``1 = 1",
        ],
        language: language);

    [Theory]
    [MemberData(nameof(Since7_3))]
    public void Files_of_one_name_do_not_clash(LanguageVersion language) => Behaviour.Agrees(
        [
            ("/project/a/Same.cs", "public static class A { [ShadowGen.Shadowed] public static string Get() { return \"a\"; } public static string Use() { return Get(); } }"),
            ("/project/b/Same.cs", "public static class B { public static string Use() { return A.Get() + A.Get(); } }"),
            ("/project/Program.cs", "public static class Program { public static string Run() { return A.Use() + B.Use(); } }"),
        ],
        "aaa",
        ["A.Use -> A.Get = 1", "B.Use -> A.Get = 2"],
        language: language);
}
