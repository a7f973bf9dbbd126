using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal static class StaticConstructors
{
    public static void Run()
    {
        // Several threads race into the initialiser, which calls shadowed methods on a thread of its own as well.
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => GC.KeepAlive(Initialised.Value))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Console.WriteLine($"initialised to {Initialised.Value}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Twice", 101);
    }

    private static class Initialised
    {
        public static readonly int Value;

        static Initialised()
        {
            var sum = 0;
            for (var i = 0; i < 100; i++)
                sum += Arithmetic.Twice(i);
            Value = sum + Arithmetic.Twice(1);
        }
    }
}
