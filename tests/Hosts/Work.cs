using System.Runtime.CompilerServices;

namespace ShadowGen.Hosts.Work;

public static class Arithmetic
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Twice(int x) => 2 * x;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Triple(int x) => 3 * x;

    public static int Depth(int left) => left == 0 ? 0 : 1 + Depth(left - 1);

    public static int Fails(int x) => x % 3 == 0 ? throw new InvalidOperationException($"of the app: {x}") : x;

    public static async Task<int> LaterAsync(int x)
    {
        await Task.Yield();
        return Twice(x);
    }
}
