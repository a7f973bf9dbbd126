using System;

namespace ShadowGen.Behaviour.CSharp12;

[Unshadowed]
internal static class Contracts
{
    public static void Run()
    {
        Tally.Plain("Kind", 2);
        Tally.Say("static abstract", Generic.KindOf<One>() + Generic.KindOf<Two>() + One.Kind());
        var n = 3;
        Tally.Say("ref readonly", Generic.Read(in n));
        Tally.Say("primary constructor", new Greeter("you").Greet());
        Tally.Say("file-local", new Local().Say());
        Tally.Say("collection expression", Generic.Sum([1, 2, 3]));
    }
}

internal interface IKind
{
    static abstract string Kind();
}

internal struct One : IKind
{
    public static string Kind() { Tally.Hit(); return "one "; }
}

internal class Two : IKind
{
    public static string Kind() { Tally.Hit(); return "two "; }
}

internal static class Generic
{
    public static string KindOf<T>() where T : IKind { Tally.Hit(); return T.Kind(); }

    public static int Read(ref readonly int n) { Tally.Hit(); return n; }

    public static int Sum(ReadOnlySpan<int> items) { Tally.Hit(); return items[0] + items[^1]; }
}

internal class Greeter(string name)
{
    public string Greet() { Tally.Hit(); return "hello " + name; }
}

file class Local
{
    public string Say() { Tally.Hit(); Tally.Plain(nameof(Say)); return "local"; }
}
