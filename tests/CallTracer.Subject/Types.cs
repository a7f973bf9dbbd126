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
