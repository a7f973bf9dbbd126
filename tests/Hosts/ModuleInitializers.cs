using System.Runtime.CompilerServices;
using ShadowGen.Hosts.Work;

namespace ShadowGen.Hosts;

internal static class ModuleInitializers
{
    private static int _value;

    [ModuleInitializer]
    internal static void Initialise() => _value = Arithmetic.Triple(14);

    public static void Run()
    {
        Console.WriteLine($"module initialised to {_value}");
        Counted.Say("ShadowGen.Hosts.Work.Arithmetic.Triple", 1);
    }
}
