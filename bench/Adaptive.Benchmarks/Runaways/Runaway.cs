using System.Diagnostics;

namespace ShadowGen.Adaptive.Benchmarks.Runaways;

/// <summary>Work that never ends by itself. It notes when its budget was passed, by its own reckoning, where that is no matter of time.</summary>
internal static class Runaway
{
    private static long _calls;
    private static long _passedAt;
    private static int _sum;

    /// <summary>By <see cref="Stopwatch.GetTimestamp"/>; 0 while nothing was passed.</summary>
    public static long PassedAt => _passedAt;

    public static void Reset() => (_calls, _passedAt) = (0, 0);

    /// <param name="most">Calls after which the budget is passed.</param>
    public static void Loop(long most)
    {
        while (true)
        {
            Step();
            if (++_calls == most) _passedAt = Stopwatch.GetTimestamp();
        }
    }

    /// <param name="mostBytes">Bytes after which the budget is passed.</param>
    /// <param name="bytes">To allocate in each call.</param>
    public static void Allocate(long mostBytes, int bytes)
    {
        var end = GC.GetAllocatedBytesForCurrentThread() + mostBytes;
        while (true)
        {
            _sum += Make(bytes).Length;
            if (_passedAt == 0 && GC.GetAllocatedBytesForCurrentThread() > end) _passedAt = Stopwatch.GetTimestamp();
        }
    }

    public static async Task LeakAsync(long mostBytes)
    {
        var kept = new List<byte[]>();
        var bytes = 0L;
        while (true)
        {
            await Task.Yield();
            for (var i = 0; i < 10; i++)
            {
                kept.Add(Make(100));
                bytes += 128; // with header and alignment; the list and the state machines come on top
            }

            if (_passedAt == 0 && bytes > mostBytes) _passedAt = Stopwatch.GetTimestamp();
        }
    }

    [Shadowed]
    public static int Recurse(int depth)
    {
        _passedAt = Stopwatch.GetTimestamp();
        return Recurse(depth + 1) + 1;
    }

    /// <summary>What another flow does on the same thread.</summary>
    public static int Work(int calls)
    {
        for (var i = 0; i < calls; i++) Step();
        return _sum;
    }

    [Shadowed]
    private static void Step() => _sum++;

    [Shadowed]
    private static byte[] Make(int bytes) => new byte[bytes];
}
