using System;

namespace ShadowGen.Behaviour.CSharp14;

[Unshadowed]
internal static class Extensions
{
    public static void Run()
    {
        Tally.Say("extension member", 5.Plus(2) + int.Zero() + new[] { "a", "b" }.Last<string, int>(1));
        Span<int> span = [1, 2];
        Tally.Say("allows ref struct", Scoped.Through(span)[1]);
        Tally.Say("params span", Scoped.Count(1, 2, 3));
    }
}

// These say nothing to the tally: whether they are intercepted depends on the compiler's version.
internal static class Numbers
{
    extension(int self)
    {
        public int Plus(int n) { return self + n; }

        public static string Zero() { return "zero"; }
    }

    extension<T>(T[] items)
    {
        public string Last<TIndex>(TIndex n) { return items[^1] + ":" + n; }
    }
}

internal static class Scoped
{
    public static T Through<T>(T value) where T : allows ref struct { Tally.Hit(); return value; }

    public static int Count(params ReadOnlySpan<int> items) { Tally.Hit(); return items.Length; }
}
