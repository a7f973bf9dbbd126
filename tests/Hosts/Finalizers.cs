using System.Runtime.CompilerServices;
using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal sealed class Finalizers
{
    private static int _sum;

    ~Finalizers() => Interlocked.Add(ref _sum, Arithmetic.Twice(1));

    public static void Run()
    {
        Make();
        for (var i = 0; i < 20 && Volatile.Read(ref _sum) < 2_000; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Console.WriteLine($"finalizers added up to {_sum}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Twice", 1_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make()
    {
        for (var i = 0; i < 1_000; i++)
            _ = new Finalizers();
    }
}
