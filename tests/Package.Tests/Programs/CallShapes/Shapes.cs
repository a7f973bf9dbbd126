using System;
using System.Threading.Tasks;
using ShadowGen;

namespace App;

[Shadowed]
static class Statics
{
    public static int Add(int left, int right) => left + right;
}

[Shadowed]
sealed class Classes
{
    private int _total;

    public int Add(int value) => _total += value & 3;
}

[Shadowed]
struct Structs
{
    private int _total;

    public int Add(int value) => _total += value;

    public readonly int Peek(int value) => _total + value;
}

[Shadowed]
readonly ref struct RefStructs(ReadOnlySpan<int> values)
{
    private readonly ReadOnlySpan<int> _values = values;

    public int Sum()
    {
        var sum = 0;
        foreach (var value in _values) sum += value;
        return sum;
    }
}

[Shadowed]
abstract class Virtuals
{
    public abstract int Area(int side);

    public virtual int Corners(int sides) => sides;
}

sealed class Square : Virtuals
{
    public override int Area(int side) => side * side;

    public override int Corners(int sides) => 4;
}

[Shadowed]
interface IInterfaces
{
    int Get(int key);

    int GetTwice(int key) => 2 * key;
}

sealed class Implementation : IInterfaces
{
    public int Get(int key) => ~key;
}

[Shadowed]
static class Extensions
{
    public static int Twice(this int value) => value * 2;
}

[Shadowed]
static class Generics
{
    public static T Echo<T>(T value) => value;
}

[Shadowed]
sealed class Boxes<T>
{
    private T? _value;

    public T? Swap(T value)
    {
        var old = _value;
        _value = value;
        return old;
    }
}

[Shadowed]
static class Asyncs
{
    public static async Task RunAsync(int value)
    {
        if (value < 0) await Task.Yield();
    }

    public static async Task<int> SmallAsync(int value)
    {
        if (value < 0) await Task.Yield();
        return value & 3;
    }

    public static async ValueTask<int> CountAsync(int value)
    {
        if (value < 0) await Task.Yield();
        return value;
    }

    public static ValueTask NothingAsync(int value) => value < 0 ? ValueTask.FromCanceled(new(true)) : default;

    public static async Task<int> YieldAsync(int value)
    {
        await Task.Yield();
        return value;
    }
}

[Shadowed]
static class References
{
    public static void Increment(ref int value) => value++;

    public static int Read(in int value) => value;

    public static bool Try(int value, out int result)
    {
        result = -value;
        return (value & 1) == 0;
    }

    public static int Sum(Span<int> values)
    {
        values[0] = 1;
        return values[0] + values[1];
    }

    public static ref int First(Span<int> values) => ref values[0];
}

[Shadowed]
sealed class Privates
{
    public int Outer(int value) => Inner(value) + Shared(value);

    private int Inner(int value) => value ^ 5;

    private static int Shared(int value) => value >> 1;
}

static partial class PrivateTypes
{
    private static readonly Key Own = new();

    public static int Use(int i)
    {
        var cell = new Cell();
        cell.Add(i);
        return Own.Get(i) + Read(Own) + cell.Value;
    }

    [Shadowed]
    private static int Read(Key key) => key.Last;

    private sealed class Key
    {
        public int Last;

        [Shadowed]
        public int Get(int x) => Last = x;
    }

    private partial struct Cell
    {
        public int Value;

        [Shadowed]
        public void Add(int x) => Value += x;
    }
}
