using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal static class ProcessExit
{
    public static void Run()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            var sum = 0;
            for (var i = 0; i < 1_000; i++)
                sum += Arithmetic.Twice(i);
            Console.WriteLine($"at exit: {sum}, {Arithmetic.LaterAsync(4).GetAwaiter().GetResult()}");
            Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Twice", 1_001);
        };
        // A thread that goes on calling while the process ends.
        var busy = new Thread(() =>
        {
            while (true)
                GC.KeepAlive(Arithmetic.Depth(20));
        })
        {
            IsBackground = true,
        };
        busy.Start();
        Thread.Sleep(50);
    }
}
