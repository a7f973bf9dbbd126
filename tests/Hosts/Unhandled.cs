using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal static class Unhandled
{
    public static void Run()
    {
        // First-chance and unobserved exceptions are the host's own, and no more than it threw.
        var firstChance = 0;
        var unobserved = 0;
        AppDomain.CurrentDomain.FirstChanceException += (_, _) => Interlocked.Increment(ref firstChance);
        TaskScheduler.UnobservedTaskException += (_, e) =>
        {
            Interlocked.Increment(ref unobserved);
            e.SetObserved();
        };
        var caught = 0;
        for (var i = 0; i < 300; i++)
        {
            try { GC.KeepAlive(Arithmetic.Fails(i)); }
            catch (InvalidOperationException) { caught++; }
        }

        Console.WriteLine($"caught {caught}, first chance {firstChance}, unobserved {unobserved}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Fails", 300);
    }
}
