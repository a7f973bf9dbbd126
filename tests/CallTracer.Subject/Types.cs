namespace ShadowGen.CallTracer.Subject;

internal interface IAdder
{
    public void Add(int n);
}

internal struct Counter : IAdder
{
    public int Value { get; private set; }

    public void Add(int n) => Value += n;
}

internal class Animal
{
    public virtual int Legs() => 4;

    public override string ToString() => "animal";
}

internal sealed class Dog : Animal
{
    public override int Legs() => base.Legs();

    public override string ToString() => "dog";
}

/// <summary>Its base call goes over a bridge.</summary>
internal sealed partial class Cat : Animal
{
    public override int Legs() => base.Legs() + 0 * base.ToString().Length;
}

internal abstract class Visitor<TResult>
{
    public virtual TResult Visit(object node, TResult[] found) => found[0];
}

internal abstract class Pairs<TKey> : Visitor<KeyValuePair<TKey, int>>
{
}

/// <summary>Overrides in terms of type arguments, over a type that does not.</summary>
internal sealed class Named : Pairs<string>
{
    public override KeyValuePair<string, int> Visit(object node, KeyValuePair<string, int>[] found) => found[^1];
}

internal static class Box<T>
{
    public static T Keep(T value) => value;
}

/// <summary>An initialiser is the code of each constructor.</summary>
internal sealed class Initialised
{
    private readonly int _first = One();

    public Initialised()
    {
    }

    public Initialised(int more) => _first += more;

    public int Sum => _first + One();

    private static int One() => 1;
}
