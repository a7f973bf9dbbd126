using System.Runtime.CompilerServices;
using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal static class ModuleInitializers
{
    private static int _value;

    [ModuleInitializer]
    internal static void Initialise()
    {
        _value = Arithmetic.Triple(14);
        // Long enough for the engine to want initialisers of this module, which wait for this one; then wait for the engine.
        Thread.Sleep(30);
        Shadow.Flush();
    }

    public static void Run()
    {
        Console.WriteLine($"module initialised to {_value}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Triple", 1);
    }
}
