using System;

namespace ShadowGen.Behaviour.Old
{
    [Unshadowed]
    internal static class Receivers
    {
        private static readonly Counter Fixed = new Counter(5);
        private static Counter s_free = new Counter(5);

        public static void Run()
        {
            Tally.Say("static", Box.Make(3).Size());
            Tally.Say("struct local", Twice());
            Fixed.Next();
            Fixed.Next();
            s_free.Next();
            s_free.Next();
            Tally.Say("readonly field keeps its value", Fixed.Value() + " " + s_free.Value());
            var array = new[] { new Counter(1), new Counter(2) };
            array[1].Next();
            new Counter(9).Next();
            Tally.Say("array element", array[0].Value() + array[1].Value());
            Tally.Say("frozen", new Frozen(4).Show() + " " + new OnStack(new[] { 1, 2 }).Sum());
            Shape square = new Square();
            Tally.Say("virtual", square.Area() + square.Describe() + new Square().Area());
            ICorner corner = new Square();
            Tally.Say("interface", corner.Corners() + ((ICorner)default(Dot)).Corners());
            Box none = null;
            Tally.Say("conditional access", (none?.Size() ?? -1) + (Box.Make(2)?.Size() ?? -1));
            Tally.Try("null receiver", () => Box.Nothing.GetHashCode());
            Tally.Say("private", new Secrets().Open());
            Tally.Say("extension", "word".Doubled() + Texts.Doubled("x"));
            Counter? maybe = new Counter(6);
            Tally.Say("nullable struct", maybe?.Value());
        }

        private static int Twice()
        {
            var counter = new Counter(1);
            counter.Next();
            counter.Next();
            return counter.Value();
        }
    }

    internal class Box
    {
        public static readonly Box Nothing = null;
        private readonly int _size;

        private Box(int size) { _size = size; }

        public static Box Make(int size) { Tally.Hit(); return new Box(size); }

        public int Size() { Tally.Hit(); return _size; }
    }

    internal struct Counter
    {
        private int _n;

        public Counter(int n) { _n = n; }

        public int Next() { Tally.Hit(); return ++_n; }

        public int Value() { Tally.Hit(); return _n; }
    }

    internal readonly struct Frozen
    {
        private readonly int _n;

        public Frozen(int n) { _n = n; }

        public string Show() { Tally.Hit(); return "frozen " + _n; }
    }

    internal readonly ref struct OnStack
    {
        private readonly ReadOnlySpan<int> _items;

        public OnStack(ReadOnlySpan<int> items) { _items = items; }

        public int Sum() { Tally.Hit(); return _items[0] + _items[1]; }
    }

    internal interface ICorner
    {
        int Corners();
    }

    internal struct Dot : ICorner
    {
        public int Corners() { Tally.Hit(); return 0; }
    }

    internal abstract class Shape
    {
        public abstract int Area();

        public virtual string Describe() { Tally.Hit(); return "shape"; }
    }

    internal class Square : Shape, ICorner
    {
        public override int Area() { Tally.Hit(); return 16; }

        public override string Describe() { Tally.Hit(); Tally.Plain(nameof(Describe)); return "square " + base.Describe(); }

        public int Corners() { Tally.Hit(); return 4; }
    }

    internal class Secrets
    {
        public string Open() { Tally.Hit(); return Hidden(1) + Shared(2) + Same("t") + new Inner().Deep(); }

        private string Hidden(int n) { Tally.Hit(); return "h" + n; }

        private static string Shared(int n) { Tally.Hit(); return "s" + n; }

        private T Same<T>(T value) { Tally.Hit(); return value; }

        internal class Inner
        {
            public string Deep() { Tally.Hit(); return "deep"; }
        }
    }

    internal static class Texts
    {
        public static string Doubled(this string text) { Tally.Hit(); return text + text; }
    }
}
