using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using ShadowGen.Counters;
using ShadowGen.Generated;

namespace ShadowGen.Engine;

/// <summary>Registers the files of an assembly that no call has touched yet, so that the graph has the functions that never ran. Thread-safe.</summary>
/// <remarks>
/// Running an initialiser can wait for a module initialiser of the host that is under way on another thread, and that one may be in <see cref="Shadow.Flush"/>:
/// so this is the engine thread's alone, and it holds no lock meanwhile.
/// </remarks>
internal static class ManifestLoader
{
    private static readonly ConcurrentQueue<WeakReference<Assembly>> Pending = new();
    private static readonly ConditionalWeakTable<Assembly, object> Seen = [];

    /// <summary>Remembers an assembly, once, for the next <see cref="RegisterRest"/>.</summary>
    public static void Found(Assembly assembly)
    {
        if (Seen.TryAdd(assembly, Pending))
            Pending.Enqueue(new WeakReference<Assembly>(assembly));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void RegisterRest()
    {
        while (Pending.TryDequeue(out var reference))
        {
            if (reference.TryGetTarget(out var assembly))
                Register(assembly);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "The owner's static field initialiser is kept: its shims use the field. Without it the file registers at its first call.")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Register(Assembly assembly)
    {
        try
        {
            foreach (var manifest in assembly.GetCustomAttributes<ShadowManifestAttribute>())
                RuntimeHelpers.RunClassConstructor(manifest.Owner.TypeHandle);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, $"the call-graph tables of {assembly.GetName().Name} were read");
        }
    }
}
