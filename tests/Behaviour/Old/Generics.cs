using System.Collections.Generic;

namespace ShadowGen.Behaviour.Old
{
    [Unshadowed]
    internal static class Generics
    {
        public static void Run()
        {
            Tally.Say("generic method", Pick.Echo(3) + Pick.Echo("t") + Pick.Echo<object>(1));
            Tally.Say("generic type", new Pair<int, string>().Show(1, "a") + new Pair<string, int>.Part<long>().Show("b", 2, 3L));
            Tally.Say("constraints", Pick.Make<List<int>>().Count + Pick.Default<int>() + Pick.Largest(2, 5));
            Tally.Say("struct through its constraint", Pick.Twice(new Step()));
            Tally.Say("generic recursion", Pick.Depth(5, 3));
        }
    }

    internal interface IStep
    {
        int Advance();
    }

    internal struct Step : IStep
    {
        private int _n;

        public int Advance() { Tally.Hit(); return ++_n; }
    }

    internal static class Pick
    {
        public static T Echo<T>(T value) { Tally.Hit(); return value; }

        public static T Make<T>() where T : new() { Tally.Hit(); return new T(); }

        public static T Default<T>() where T : struct { Tally.Hit(); return default; }

        public static T Largest<T>(T a, T b) where T : System.IComparable<T> { Tally.Hit(); return a.CompareTo(b) > 0 ? a : b; }

        public static string Twice<T>(T step) where T : IStep { Tally.Hit(); Tally.Plain("Advance", 2); return step.Advance() + "," + step.Advance(); }

        public static int Depth<T>(T value, int n)
        {
            Tally.Hit();
            if (n == 0)
                return 0;
            Tally.Plain(nameof(Depth));
            return 1 + Depth(value, n - 1);
        }
    }

    internal class Pair<TA, TB>
    {
        public string Show(TA a, TB b) { Tally.Hit(); return a + "/" + b; }

        internal class Part<TC>
        {
            public string Show(TA a, TB b, TC c) { Tally.Hit(); return a + "/" + b + "/" + c; }
        }
    }
}
