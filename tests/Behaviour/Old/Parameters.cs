using System;

namespace ShadowGen.Behaviour.Old
{
    [Unshadowed]
    internal static class Parameters
    {
        public static void Run()
        {
            var n = 1;
            Passing.Add(ref n, 4);
            Passing.Read(in n, out var read);
            Tally.Say("ref, in, out", n + " " + read);
            Tally.Say("params", Passing.Sum() + Passing.Sum(1, 2) + Passing.Sum(new[] { 5 }));
            Tally.Say("optional and named", Passing.Join(b: Passing.Mark("b"), a: Passing.Mark("a")) + Passing.Join("x"));
            var items = new[] { 1, 2, 3 };
            Passing.At(items, 1) = 20;
            Passing.At(items, 2)++;
            Tally.Say("ref return", string.Join(",", items));
            Span<int> span = stackalloc int[] { 4, 5 };
            Tally.Say("span", Passing.First(span) + Passing.Tail(span)[0]);
            unsafe
            {
                var p = 7;
                Tally.Say("pointer", *Passing.Same(&p));
            }

            Tally.Try("exception", () => Passing.Fail("told so"));
            Tally.Say("evaluation order", Order.Log(Order.One(), Order.Two()));
            Tally.Say("caller information", Passing.Where());
        }
    }

    internal static class Passing
    {
        public static void Add(ref int n, int more) { Tally.Hit(); n += more; }

        public static void Read(in int n, out int copy) { Tally.Hit(); copy = n; }

        public static int Sum(params int[] items)
        {
            Tally.Hit();
            var sum = items.Length * 100;
            foreach (var item in items)
                sum += item;
            return sum;
        }

        public static string Join(string a, string b = "default", int n = 3) { Tally.Hit(); return a + b + n; }

        public static string Mark(string text) { Tally.Hit(); Console.WriteLine("evaluated " + text); return text; }

        public static ref int At(int[] items, int i) { Tally.Hit(); return ref items[i]; }

        public static int First(Span<int> items) { Tally.Hit(); return items[0]; }

        public static Span<int> Tail(Span<int> items) { Tally.Hit(); return items.Slice(1); }

        public static unsafe int* Same(int* p) { Tally.Hit(); return p; }

        public static object Fail(string message) { Tally.Hit(); throw new InvalidOperationException(message); }

        public static string Where([System.Runtime.CompilerServices.CallerMemberName] string member = "") { Tally.Hit(); return member; }
    }

    internal static class Order
    {
        public static int One() { Tally.Hit(); Console.WriteLine("one"); return 1; }

        public static int Two() { Tally.Hit(); Console.WriteLine("two"); return 2; }

        public static string Log(int a, int b) { Tally.Hit(); return a + "," + b; }
    }
}
