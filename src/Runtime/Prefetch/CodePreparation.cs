using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShadowGen.Counters;

namespace ShadowGen.Prefetch;

/// <summary>
/// Has methods compiled before they are called (<see cref="RuntimeHelpers.PrepareMethod(RuntimeMethodHandle)"/>), in the order in which their calls are expected, on a thread of its own that yields to the app's, within a
/// budget of CPU time. Nothing where code is compiled already: NativeAOT. Never throws.
/// </summary>
internal sealed partial class CodePreparation
{
    private const int OfProcess = 0, ThisThread = 0, Yielding = 10;

    private readonly HashSet<nint> _seen = [];
    private int _prepared;
    private int _expected;
    private long _cpuNs;

    /// <summary>Methods that were compiled ahead of their calls, or found to be compiled. Any thread.</summary>
    public int Prepared => Volatile.Read(ref _prepared);

    /// <summary>Calls that were expected. Any thread.</summary>
    public int Expected => Volatile.Read(ref _expected);

    /// <summary>CPU time that it took. Any thread.</summary>
    public long CpuNs => Volatile.Read(ref _cpuNs);

    /// <summary>Begins with calls that are expected; on a thread of its own.</summary>
    public void Begin(IReadOnlyList<ExpectedCode> expected, TimeSpan budget)
    {
        if (expected.Count == 0 || budget <= TimeSpan.Zero || !RuntimeFeature.IsDynamicCodeCompiled) return;
        try
        {
            new Thread(() => Run(expected, budget)) { IsBackground = true, Name = "ShadowGen code", Priority = ThreadPriority.Lowest }.UnsafeStart();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "code was to be prepared");
        }
    }

    /// <summary>Prepares on the calling thread, until the budget of all calls together is used up.</summary>
    public void Prepare(IReadOnlyList<ExpectedCode> expected, TimeSpan budget)
    {
        Interlocked.Add(ref _expected, expected.Count);
        var assemblies = new Dictionary<string, Assembly?>(StringComparer.Ordinal);
        foreach (var code in expected)
        {
            if (_cpuNs >= budget.TotalNanoseconds) return;
            var begun = Clock();
            Prepare(code, assemblies);
            Volatile.Write(ref _cpuNs, _cpuNs + Clock() - begun);
        }
    }

    private void Run(IReadOnlyList<ExpectedCode> expected, TimeSpan budget)
    {
        try
        {
            if (OperatingSystem.IsLinux()) _ = SetPriority(OfProcess, ThisThread, Yielding);
            lock (_seen) Prepare(expected, budget);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "code was prepared");
        }
    }

    private void Prepare(in ExpectedCode code, Dictionary<string, Assembly?> assemblies)
    {
        if (code.Caller.Length > 0) Prepare(MethodFinder.Find(code.Owner.Assembly, code.Caller));
        Prepare(MethodFinder.ShimsOf(code.Owner, code.Edge));
        if (AssemblyOf(code, assemblies) is { } assembly) Prepare(MethodFinder.Find(assembly, code.Callee));
    }

    private void Prepare(List<MethodBase> methods)
    {
        foreach (var method in methods)
        {
            if (!_seen.Add(method.MethodHandle.Value)) continue;
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
                Interlocked.Increment(ref _prepared);
            }
            catch (Exception exception) when (exception is TypeLoadException or FileNotFoundException or FileLoadException or BadImageFormatException or InvalidProgramException or NotSupportedException or ArgumentException or MissingMemberException)
            {
                // It names what is not there. Whoever calls it will be told so, and nobody may ever.
            }
        }
    }

    // Of those that are loaded: none is loaded ahead of its time.
    private static Assembly? AssemblyOf(in ExpectedCode code, Dictionary<string, Assembly?> known)
    {
        if (code.Owner.Assembly.GetName().Name == code.Assembly) return code.Owner.Assembly;
        if (known.TryGetValue(code.Assembly, out var assembly)) return assembly;
        var name = code.Assembly;
        return known[name] = Array.Find(AppDomain.CurrentDomain.GetAssemblies(), a => !a.IsDynamic && !a.IsCollectible && a.GetName().Name == name);
    }

    private static long Clock() => ThreadClock.HasCpuTime ? ThreadClock.Cpu() : ThreadClock.Now();

    // Linux means the calling thread by 0, where POSIX means the process.
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int nice);
}
