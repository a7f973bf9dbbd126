using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ShadowGen.Hosts;

internal static class Unloading
{
    private const int Rounds = 12;

    public static void Run()
    {
        var contexts = new List<WeakReference>();
        var sum = 0;
        for (var i = 0; i < Rounds; i++)
        {
            contexts.Add(LoadAndRun(ref sum));
            for (var k = 0; k < 20 && contexts[^1].IsAlive; k++)
            {
                Shadow.Flush();
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        Console.WriteLine($"plugin added up to {sum}; contexts alive {contexts.Count(context => context.IsAlive)}");
        Shadow.Flush();
        Console.Error.WriteLine($"slots {Shadow.Statistics.Slots}");
        Counted.Say("ShadowGen.Hosts.Plugin.Plugin.Step", Rounds * 10_000);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndRun(ref int sum)
    {
        var context = new PluginContext();
        var assembly = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "ShadowGen.Hosts.Plugin.dll"));
        var plugin = assembly.GetType("ShadowGen.Hosts.Plugin.Plugin")!;
        var result = plugin.GetMethod("Run")!.Invoke(Activator.CreateInstance(plugin), [10_000]);
        sum += (int)result!;
        context.Unload();
        return new WeakReference(context, trackResurrection: true);
    }

    /// <summary>Shares the runtime library with the host, as a plug-in host does with its contracts.</summary>
    private sealed class PluginContext() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => null;
    }
}
