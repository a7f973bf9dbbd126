using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>How arguments get in and results get out.</summary>
public class ParameterTests
{
    [Fact]
    public void Ref_out_in_and_ref_readonly() => Behaviour.Agrees(
        """
        static class Slots
        {
            [Shadowed] public static bool Swap(ref int a, ref int b) { (a, b) = (b, a); return true; }
            [Shadowed] public static void Make(int seed, out int x, out string y) { x = seed; y = "y" + seed; }
            [Shadowed] public static long Sum(in long a, ref readonly long b) => a + b;
        }
        static class Program
        {
            public static string Run()
            {
                int a = 1, b = 2;
                Slots.Swap(ref a, ref b);
                Slots.Make(4, out var x, out var y);
                long c = 5;
                return $"{a}{b}{x}{y}{Slots.Sum(c, in c)}{Slots.Sum(1, in c)}";
            }
        }
        """,
        "214y4106",
        ["Program.Run -> Slots.Swap = 1", "Program.Run -> Slots.Make = 1", "Program.Run -> Slots.Sum = 2"]);

    [Fact]
    public void Ref_returns() => Behaviour.Agrees(
        """
        class Grid
        {
            private readonly int[] _cells = new int[4];
            [Shadowed] public ref int At(int i) => ref _cells[i];
            [Shadowed] public ref readonly int Peek(int i) => ref _cells[i];
        }
        static class Program
        {
            public static string Run()
            {
                var grid = new Grid();
                grid.At(2) = 9;
                ref var cell = ref grid.At(1);
                cell = 3;
                return $"{grid.Peek(1)}{grid.Peek(2)}";
            }
        }
        """,
        "39",
        ["Program.Run -> Grid.At = 2", "Program.Run -> Grid.Peek = 2"]);

    [Fact]
    public void Spans_scoped_and_params() => Behaviour.Agrees(
        """
        using System.Diagnostics.CodeAnalysis;
        [Shadowed] static class Sums
        {
            public static int Of(ReadOnlySpan<int> items) { var sum = 0; foreach (var item in items) sum += item; return sum; }
            public static int Scoped(scoped ReadOnlySpan<int> items) => items.Length;
            public static int Params(params int[] items) => items.Length;
            public static int ParamsSpan(params ReadOnlySpan<int> items) => items.Length;
            public static int ParamsList(params List<int> items) => items.Count;
            public static Span<int> Head(Span<int> items, scoped ref int count) => items[..count];
            public static ref int Escape([UnscopedRef] out int x, ref int y) { x = 1; return ref y; }
        }
        static class Program
        {
            public static string Run()
            {
                Span<int> local = stackalloc int[] { 1, 2, 3 };
                var two = 2;
                var y = 7;
                return $"{Sums.Of(local)}{Sums.Scoped(local)}{Sums.Params()}{Sums.Params(1, 2)}{Sums.ParamsSpan(1, 2, 3)}{Sums.ParamsList(1)}{Sums.Head(local, ref two).Length}{Sums.Escape(out var x, ref y)}{x}";
            }
        }
        """,
        "630231271",
        [
            "Program.Run -> Sums.Of = 1", "Program.Run -> Sums.Scoped = 1", "Program.Run -> Sums.Params = 2", "Program.Run -> Sums.ParamsSpan = 1",
            "Program.Run -> Sums.ParamsList = 1", "Program.Run -> Sums.Head = 1", "Program.Run -> Sums.Escape = 1",
        ]);

    [Fact]
    public void Optional_named_out_of_order_and_caller_info_are_evaluated_at_the_call() => Behaviour.Agrees(
        """
        using System.Runtime.CompilerServices;
        static class Log
        {
            public static readonly List<string> Order = [];
            public static int Note(string name, int value) { Order.Add(name); return value; }
            [Shadowed] public static string Write(int a, int b = 7, [CallerMemberName] string member = "", [CallerArgumentExpression(nameof(a))] string text = "") => $"{a}{b}{member}{text}";
        }
        static class Program
        {
            public static string Run() => Log.Write(1 + 1) + Log.Write(b: Log.Note("b", 3), a: Log.Note("a", 4)) + string.Concat(Log.Order);
        }
        """,
        "27Run1 + 143RunLog.Note(\"a\", 4)ba",
        ["Program.Run -> Log.Write = 2"]);

    [Fact]
    public void Names_that_clash_with_the_shims_own() => Behaviour.Agrees(
        """
        class Odd<T>
        {
            [Shadowed] public string @class<@event>(int self, int block, int @frame, string @if, T probe, @event result) => $"{self}{block}{frame}{@if}{probe}{result}";
        #pragma warning disable CS0693
            public class Inner<T> { [Shadowed] public static string Mix(int T, int _) => $"{T}{_}{typeof(T).Name}"; }
        #pragma warning restore CS0693
        }
        static class Program
        {
            public static string Run() => new Odd<int>().@class(1, 2, 3, "4", 5, 6L) + Odd<string>.Inner<long>.Mix(7, 8);
        }
        """,
        "12345678Int64",
        ["Program.Run -> Odd`1.class``1 = 1", "Program.Run -> Odd`1.Inner`1.Mix = 1"]);

    [Fact]
    public void A_preferred_overload_does_not_take_the_shims_call() => Behaviour.Agrees(
        """
        using System.Runtime.CompilerServices;
        [Shadowed] class Text
        {
            [OverloadResolutionPriority(1)] public string Put(object any) => "object";
            public string Put(string text) => "string";
            [OverloadResolutionPriority(2)] public static string Of(object any) => "object";
            [OverloadResolutionPriority(1)] public static string Of(string text) => "string";
        }
        static class Program { public static string Run() => new Text().Put(text: "a") + new Text().Put("a") + Text.Of(text: "a") + Text.Of("a"); }
        """,
        "stringobjectstringobject",
        ["Program.Run -> Text.Put = 1", "Program.Run -> Text.Put = 1", "Program.Run -> Text.Of = 1", "Program.Run -> Text.Of = 1"]);

    [Fact]
    public void Pointers_and_function_pointers() => Behaviour.Agrees(
        """
        static unsafe class Raw
        {
            [Shadowed] public static int Read(int* p) => *p;
            [Shadowed] public static int Apply(delegate*<int, int> f, int x) => f(x);
            public static int Inc(int x) => x + 1;
        }
        static unsafe class Program
        {
            public static string Run()
            {
                var x = 5;
                return $"{Raw.Read(&x)}{Raw.Apply(&Raw.Inc, 6)}";
            }
        }
        """,
        "57",
        ["Program.Run -> Raw.Read = 1", "Program.Run -> Raw.Apply = 1"]);

    [Fact]
    public void Tuples_dynamic_nullable_and_nested_generics_in_signatures() => Behaviour.Agrees(
        """
        #nullable enable
        static class Shapes
        {
            [Shadowed] public static (int Left, string? Right) Pair((int a, Dictionary<string, List<int?>>? b) x, dynamic? y, nint z) => (x.a + (int)z, (string?)y);
        }
        static class Program
        {
            public static string Run() { object? y = "s"; var (l, r) = Shapes.Pair((1, null), y, 2); return l + r; }
        }
        """,
        "3s",
        ["Program.Run -> Shapes.Pair = 1"]);
}
