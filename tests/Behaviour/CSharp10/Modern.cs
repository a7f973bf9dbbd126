using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace ShadowGen.Behaviour.CSharp10;

[Unshadowed]
internal static class Modern
{
    public static void Run()
    {
        Tally.Say("record", new Point(1, 2).Moved(3) + " " + new Size(4).Grown());
        INamed named = new Person();
        Tally.Say("default interface method", named.Greet());
        Tally.Say("caller argument", Told.Expression(1 + 2));
        Tally.Say("covariant", new Heir().Self().GetType().Name);
        Tally.Say("stream", Collect().Result);
        static int Static(int n) => Told.Twice(n);
        Tally.Say("static local function", Static(4));
        unsafe
        {
            delegate*<int, int> pointer = &Told.Twice;
            Tally.Plain(nameof(Told.Twice));
            Tally.Say("function pointer", pointer(5));
        }
    }

    private static async Task<string> Collect()
    {
        var text = "";
        await foreach (var n in Told.Stream(3))
            text += n;
        return text;
    }
}

internal record Point(int X, int Y)
{
    public Point Moved(int by) { Tally.Hit(); return this with { X = X + by }; }
}

internal readonly record struct Size(int N)
{
    public Size Grown() { Tally.Hit(); return new Size(N + 1); }
}

internal interface INamed
{
    string Name();

    string Greet() { Tally.Hit(); return "hello " + Name(); }
}

internal sealed class Person : INamed
{
    public string Name() { Tally.Hit(); return "person"; }
}

internal class Ancestor
{
    public virtual Ancestor Self() { Tally.Hit(); return this; }
}

internal class Heir : Ancestor
{
    public override Heir Self() { Tally.Hit(); return this; }
}

internal static class Told
{
    public static string Expression(int n, [System.Runtime.CompilerServices.CallerArgumentExpression("n")] string text = "") { Tally.Hit(); return text + n; }

    public static int Twice(int n) { Tally.Hit(); return 2 * n; }

    public static async IAsyncEnumerable<int> Stream(int n)
    {
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}
