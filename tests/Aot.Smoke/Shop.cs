namespace ShadowGen.Aot.Smoke;

/// <summary>One shadowed method for each way in which native code differs: static, virtual, generic over references and values, async, private, by reference.</summary>
[Shadowed]
public class Shop
{
    public static int Add(int left, int right) => left + right;

    public virtual string Name() => "shop";

    public static T Echo<T>(T value) => value;

    public static async Task<int> CountAsync(int items)
    {
        await Task.Yield();
        return items;
    }

    public static ValueTask<int> StockAsync(int items) => new(items);

    public static void Twice(ref int value) => value *= 2;

    public static int Sum(ReadOnlySpan<int> values)
    {
        var sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    public int Total(int times)
    {
        var total = 0;
        for (var i = 0; i < times; i++)
        {
            total += Hidden(i);
        }

        return total;
    }

    private int Hidden(int value) => value;
}

/// <summary>Overrides, so that the shim must still dispatch.</summary>
public sealed class CornerShop : Shop
{
    public override string Name() => "corner";
}
