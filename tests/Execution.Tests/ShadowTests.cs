using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary><c>Shadows.Type.Method(args)</c> in real programs: it compiles for every shape, runs nothing, and answers what the call was measured to need.</summary>
[Collection(nameof(Services))]
public class ShadowTests
{
    private static readonly LanguageVersion[] Versions =
    [
        LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.CSharp11, LanguageVersion.CSharp12, LanguageVersion.CSharp13,
        LanguageVersion.Preview,
    ];

    public static TheoryData<LanguageVersion> Languages => [.. Versions];

    [Fact]
    public void Nothing_runs_and_needs_are_those_that_were_measured() => Assert.Equal(
        "callees Fill, Rare 0.1; error below 2 %; canary 0",
        Run(
            """
            namespace Shop
            {
                public static class Canary { public static int Runs; }
                [Shadowed] public class Orders
                {
                    private static byte[] _kept = [];
                    public void Handle(string name, int kilobytes) { Canary.Runs++; if (Canary.Runs % 10 == 0) Rare(); Fill(kilobytes); }
                    public static void Fill(int kilobytes) { Canary.Runs++; _kept = new byte[kilobytes * 1024]; }
                    public static void Rare() => Canary.Runs++;
                }
                public static class Program
                {
                    public static string Run()
                    {
                        var orders = new Orders();
                        for (var i = 0; i < 1000; i++) { Canary.Runs = i; orders.Handle("n", 40); }
                        Shadow.Flush();
                        Canary.Runs = 0;
                        var shadow = Shadows.Orders.Handle("n", 40);
                        var callees = new List<string>();
                        foreach (var future in shadow.FutureNodes()) callees.Add(future.Node.Name.Split('.')[^1] + (future.Probability > 0.9 ? "" : " " + future.Probability.ToString("F1", System.Globalization.CultureInfo.InvariantCulture)));
                        callees.Sort();
                        var error = Math.Abs(shadow.Needs.AllocatedBytes.Mean / (40 * 1024) - 1);
                        return $"callees {string.Join(", ", callees)}; error {(error < 0.02 ? "below 2 %" : error)}; canary {Canary.Runs}";
                    }
                }
            }
            """));

    [Fact]
    public void Arguments_decide_the_branch_and_nothing_runs() => Assert.Equal(
        """
        paid: Pay 1.0, in all Pay 1.0; tells True, nothing 0.0
        unpaid: Remind 1.0, in all Remind 1.0; tells True, nothing 0.0
        route A: Hit0 1.0; B: Hit1 1.0; C: Hit2 1.0; D: Hit3 1.0
        empty: tells True, nothing 1.0; 3 items: Item 1.0 × 3
        names: Even or Odd; tells False
        inside of sampled calls: 16 of 16 right
        canary 0
        """,
        Run(
            """
            namespace Shop
            {
                public enum Route { A, B, C, D }
                public static class Canary { public static int Runs; }
                [Shadowed] public static class Orders
                {
                    public static int Checks, Right;
                    public static bool Asks;
                    public static void Settle(bool isPaid) { if (isPaid) Pay(isPaid); else Remind(); }
                    public static void Pay(bool isPaid)
                    {
                        Canary.Runs++;
                        if (isPaid) Printed(); else Remind();
                    }
                    public static void Remind() => Canary.Runs++;
                    public static void Printed() => Canary.Runs++;
                    public static void Go(int id, Route route) { if (Asks) Ask(route); switch (route) { case Route.A: Hit0(); break; case Route.B: Hit1(); break; case Route.C: Hit2(); break; default: Hit3(); break; } }
                    public static void Hit0() => Canary.Runs++;
                    public static void Hit1() => Canary.Runs++;
                    public static void Hit2() => Canary.Runs++;
                    public static void Hit3() => Canary.Runs++;
                    public static void All(List<int> items) { foreach (var item in items) Item(item); }
                    public static void Item(int item) => Canary.Runs++;
                    public static void Named(string name, int turn) { if (Canary.Runs++ % 2 == 0) Even(); else Odd(); }
                    public static void Even() { }
                    public static void Odd() { }
                    [Unshadowed] private static void Ask(Route route)
                    {
                        var trace = Shadow.CurrentTrace;
                        if (!trace.Current.Name.EndsWith("Go")) return;
                        Checks++;
                        foreach (var future in trace.FutureNodes(1)) if (future.Probability > 0.95 && future.Node.Name.EndsWith("Hit" + (int)route)) Right++;
                    }
                }
                public static class Program
                {
                    public static string Run()
                    {
                        Calls(1);
                        Shadow.Flush();
                        for (var i = 0; i < 6; i++)
                        {
                            Calls(600);
                            Shadow.Flush();
                        }
                        Canary.Runs = 0;
                        var lines = new List<string>();
                        foreach (var isPaid in new[] { true, false })
                        {
                            var shadow = Shadows.Orders.Settle(isPaid);
                            lines.Add($"{(isPaid ? "paid" : "unpaid")}: {First(shadow)}, in all {Callees(shadow)}; tells {shadow.DependsOnArguments}, nothing {F(shadow.CallsNothing)}");
                        }
                        lines.Add("route " + string.Join("; ", Enum.GetValues<Route>().Select(route => route + ": " + First(Shadows.Orders.Go(5, route)))));
                        var (none, three) = (Shadows.Orders.All(new List<int>()), Shadows.Orders.All(new List<int> { 1, 2, 3 }));
                        var callees = new ExpectedCallee[4];
                        three.Callees(callees);
                        lines.Add($"empty: tells {none.DependsOnArguments}, nothing {F(none.CallsNothing)}; 3 items: {Callees(three)} × {Math.Round(callees[0].Calls)}");
                        var named = Shadows.Orders.Named("some", 3);
                        lines.Add($"names: {string.Join(" or ", Callees(named).Split(", ").Select(c => c.Split(' ')[0]).Order())}; tells {named.DependsOnArguments}");
                        lines.Add("inside of sampled calls: " + Inside());
                        lines.Add("canary " + Canary.Runs);
                        return string.Join("\n", lines);
                    }
                    private static void Calls(int times)
                    {
                        var random = new Random(1);
                        for (var i = 0; i < times; i++)
                        {
                            Orders.Settle(random.Next(2) == 0);
                            Orders.Go(random.Next(1000), (Route)random.Next(4));
                            Orders.All(Enumerable.Range(0, random.Next(2) == 0 ? 0 : 3).ToList());
                            Orders.Named(new string('n', random.Next(20)), random.Next(50));
                        }
                    }
                    private static string Inside()
                    {
                        // A thread's first call is sampled: its arguments are known while it runs.
                        var runs = Canary.Runs;
                        Orders.Asks = true;
                        for (var i = 0; i < 16; i++)
                        {
                            var thread = new System.Threading.Thread(number => Orders.Go((int)number!, (Route)((int)number! % 4)));
                            thread.Start(i);
                            thread.Join();
                        }
                        Orders.Asks = false;
                        Canary.Runs = runs;
                        return $"{Orders.Right} of {Orders.Checks} right";
                    }
                    private static string First(ShadowExecution shadow)
                    {
                        foreach (var future in shadow.FutureNodes(1)) return future.Node.Name.Split('.')[^1] + " " + F(future.Probability);
                        return "none";
                    }
                    private static string Callees(ShadowExecution shadow)
                    {
                        var callees = new ExpectedCallee[8];
                        var count = shadow.Callees(callees);
                        return string.Join(", ", callees.Take(count).Where(c => c.Probability > 0.05).Select(c => c.Callee.Callee.Name.Split('.')[^1] + " " + F(c.Probability)));
                    }
                    private static string F(double value) => value.ToString("F1", System.Globalization.CultureInfo.InvariantCulture);
                }
            }
            """));

    [Fact]
    public void Overloads_generics_nested_types_and_types_of_one_name_have_each_their_own() => Assert.Equal(
        string.Join('\n',
        [
            "M:A.Twin.Go(System.Int32)", "M:B.Twin.Go(System.Int32)", "M:A.Over.Do(System.Int32)", "M:A.Over.Do(System.String)", "M:A.Over.Do(System.Int32[])", "M:A.Over.Do(System.Int32@)",
            "M:A.Box`1.Put(`0)", "M:A.Box`1.Put(`0)", "M:A.Box`1.Map``1(System.Func{`0,``0})", "M:A.Box.Put", "M:A.Outer`1.Inner.Deep``1(`0,``0)", "M:A.Outer`1.Inner.Deep``1(`0,``0)",
            "M:Twin.Free", "M:Shop.Shop.Sell", "M:Util.Max``1(System.Collections.Generic.List{``0})", "M:A.IStore.Load(System.String)", "M:A.Over.Async(System.Threading.CancellationToken)",
        ]),
        Run(
            """
            namespace A
            {
                [Shadowed] public class Twin { public void Go(int x) => Canary.Run(); }
                [Shadowed] public class Over
                {
                    public int Do(int x) => Canary.Run(); public int Do(string s) => Canary.Run(); public int Do(params int[] xs) => Canary.Run(); public int Do(ref int x) => Canary.Run();
                    public async Task<int> Async(System.Threading.CancellationToken token) { await Task.Yield(); return Canary.Run(); }
                }
                [Shadowed] public class Box<T> where T : notnull { public void Put(T item) => Canary.Run(); private R Map<R>(Func<T, R> f) => f(default!); }
                [Shadowed] public static class Box { public static void Put() => Canary.Run(); }
                [Shadowed] public class Outer<T> { private sealed class Inner { public void Deep<U>(T t, U u) where U : struct => Canary.Run(); } }
                [Shadowed] public interface IStore { int Load(string key); }
            }
            namespace B { [Shadowed] public class Twin { public void Go(int x) => Canary.Run(); } }
            namespace Shop { [Shadowed] public class Shop { public void Sell() => Canary.Run(); } }
            [Shadowed] public static class Util { public static T Max<T>(List<T> items) where T : IComparable<T> { Canary.Run(); return items[0]; } }
            [Shadowed] public static class Twin { public static void Free() => Canary.Run(); }
            public static class Canary { public static int Run() => throw new InvalidOperationException("it ran"); }
            public static class Program
            {
                public static string Run()
                {
                    var x = 1;
                    // Whoever loads a file's shims tells the model of it.
                    try { A.Box.Put(); } catch (InvalidOperationException) { }
                    Shadow.Flush();
                    ShadowExecution[] all =
                    [
                        Shadows.A.Twin.Go(1), Shadows.B.Twin.Go(1), Shadows.Over.Do(1), Shadows.Over.Do("a"), Shadows.A.Over.Do(1, 2), Shadows.Over.Do(in x),
                        Shadows.Box<string>.Put("s"), Shadows.A.Box<int>.Put(1), Shadows.Box<int>.Map(i => i + 1), Shadows.Box.Put(), Shadows.Outer<int>.Inner.Deep(1, 2L), Shadows.A.Outer<string>.Inner.Deep("", 'c'),
                        Shadows.Twin.Free(), Shadows.Shop.Shop_.Sell(), Shadows.Util.Max(new List<int>()), Shadows.IStore.Load("k"), Shadows.Over.Async(default),
                    ];
                    return string.Join("\n", all.Select(one => one.Node.DocumentationId));
                }
            }
            """));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_shape_of_parameter_in_every_language(LanguageVersion language) => Assert.Equal(
        "20 of 20 known, 1 twice",
        Run(
            """
            public enum Mode { Fast = 1, Slow = 2 }
            namespace record.file { [Shadowed] public class @when { public void @class(int @event) { } } }
            namespace Shadows.Shadows { [Shadowed] public class Deep { public void Go() { } } }
            [Shadowed] public static class Shapes
            {
                public static void Refs(ref int a, in long b, out string c) { c = ""; }
                public static void Same(int a) { }
                public static void Same(int a, out int b) { b = 1; }
                public static void Spans(Span<int> a, ReadOnlySpan<char> b, Memory<byte> c) { }
                public static void Params(string first, params object[] rest) { }
                public static void Defaults(int a, string b = "q\"\n", double c = double.NaN, float d = 1.5F, decimal e = 1.25M, Mode f = Mode.Slow, Mode? g = (Mode)(-7), char h = '\'', long i = long.MinValue, Guid j = default(Guid), bool? k = true, ulong l = ulong.MaxValue) { }
                public static unsafe void Pointers(int* a, void** b) { }
                public static void Constrained<T, U>(T t, U u) where T : class, IEnumerable<U>, new() where U : struct, Enum { }
                public static void Tuple((int Left, string Right) pair, int? maybe, int[,] grid, List<Dictionary<string, int[]>> deep) { }
                public static void Unmanaged<T>(T t) where T : unmanaged { }
                public static void ToString(int self) { }
                public static string Extend(this string text, DayOfWeek day) { return text; }
                public static Task<int> Later(int n) { return Task.FromResult(n); }
                public static IEnumerable<int> Numbers() { yield return 1; }
                public static void Clash(int execution, int Of, int global, int ShadowGen, int System) { }
                public static void Handles(IntPtr p, UIntPtr[] q) { }
                [Obsolete] public static void Old() { }
            }
            public static class Program
            {
                public static unsafe string Run()
                {
                    var one = 1;
                    int ignored;
                    Shapes.Same(1);
                    Shadow.Flush();
                    var all = new[]
                    {
                        ShadowGen.Shadows.record.file.@when.@class(1), ShadowGen.Shadows.Shadows_.Shadows.Deep.Go(), ShadowGen.Shadows.Deep.Go(),
                        ShadowGen.Shadows.Shapes.Refs(one, 2), ShadowGen.Shadows.Shapes.Same(1), ShadowGen.Shadows.Shapes.Same(1, out ignored), ShadowGen.Shadows.Shapes.Spans(new int[1], "a".AsSpan(), default(Memory<byte>)),
                        ShadowGen.Shadows.Shapes.Params("a", 1, 2), ShadowGen.Shadows.Shapes.Defaults(1), ShadowGen.Shadows.Shapes.Pointers(&one, null), ShadowGen.Shadows.Shapes.Constrained(new List<DayOfWeek>(), DayOfWeek.Friday),
                        ShadowGen.Shadows.Shapes.Tuple((1, "a"), null, new int[1, 1], new List<Dictionary<string, int[]>>()), ShadowGen.Shadows.Shapes.Unmanaged(1L), ShadowGen.Shadows.Shapes.ToString(1),
                        ShadowGen.Shadows.Shapes.Extend("a", DayOfWeek.Monday), ShadowGen.Shadows.Shapes.Later(1), ShadowGen.Shadows.Shapes.Numbers(), ShadowGen.Shadows.Shapes.Clash(1, 2, 3, 4, 5),
                        ShadowGen.Shadows.Shapes.Handles(IntPtr.Zero, new UIntPtr[0]),
                    #pragma warning disable CS0612
                        ShadowGen.Shadows.Shapes.Old(),
                    };
                    return all.Count(item => !item.Node.IsEmpty) + " of " + all.Length + " known, " + (all.Length - all.Select(item => item.Node.DocumentationId).Distinct().Count()) + " twice";
                }
            }
            """,
            language));

    [Fact]
    public void What_it_knows_of_arguments_is_only_their_size() => Assert.Equal(
        "0",
        Run(
            """
            [Shadowed] public static class Reads
            {
                public static void Count(ICollection<int> items, List<int> list, string text) { }
            }
            public sealed class Trap : ICollection<int>
            {
                public int Reads;
                public int Count { get { Reads++; return 1; } }
                public bool IsReadOnly { get { Reads++; return true; } }
                public void Add(int item) => Reads++;
                public void Clear() => Reads++;
                public bool Contains(int item) { Reads++; return true; }
                public void CopyTo(int[] array, int at) => Reads++;
                public bool Remove(int item) { Reads++; return true; }
                public IEnumerator<int> GetEnumerator() { Reads++; yield break; }
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
            public static class Program
            {
                public static string Run()
                {
                    var trap = new Trap();
                    Reads.Count(trap, null!, null!);
                    _ = Shadows.Reads.Count(trap, null!, null!).Needs;
                    return trap.Reads.ToString();
                }
            }
            """));

    [Fact]
    public void It_allocates_nothing() => Assert.Equal(
        "0 B, known, branch known",
        Run(
            """
            [Shadowed] public static class Callees
            {
                public static int Sum(string text, List<int> items, int n, bool flag) => flag ? Yes() : No();
                public static int Yes() => 1;
                public static int No() => 0;
            }
            public static class Program
            {
                public static string Run()
                {
                    var items = new List<int> { 1 };
                    for (var i = 0; i < 200; i++) { Callees.Sum("a", items, 1, i % 2 == 0); if (i == 0) Shadow.Flush(); }
                    Shadow.Flush();
                    double sum = 0;
                    var callees = new ExpectedCallee[4];
                    for (var i = 0; i < 100; i++) sum += Shadows.Callees.Sum("abc", items, i, true).Needs.CpuTime.Mean;
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    for (var i = 0; i < 1000; i++)
                    {
                        var shadow = Shadows.Callees.Sum("abc", items, i, true);
                        sum += shadow.Needs.CpuTime.Mean + shadow.Node.Calls;
                        foreach (var future in shadow.FutureNodes(8)) sum += future.Depth;
                        sum += shadow.Callees(callees) + (shadow.DependsOnArguments ? 1 : 0);
                    }
                    var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                    return $"{allocated} B, {(Shadows.Callees.Sum("", items, 1, false).Node.IsEmpty ? "unknown" : "known")}, branch {(Shadows.Callees.Sum("a", items, 1, false).DependsOnArguments ? "known" : "unknown")}";
                }
            }
            """));

    private static string Run(string source, LanguageVersion language = LanguageVersion.CSharp13)
    {
        var plain = Compiler.Plain([("/project/Program.cs", "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using ShadowGen;\n" + source)], language: language);
        return Harness.Run.Program(Compiler.Emit(Compiler.Shadowed(plain))).Trace;
    }
}
