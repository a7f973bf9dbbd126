using System.Runtime.InteropServices;

namespace ShadowGen.Benchmarks.Harness;

/// <summary>Pins single threads. Never the process: a one-CPU mask around it would starve the background compiler of tier 1.</summary>
internal static unsafe partial class Affinity
{
    private const int Words = 16;

    /// <summary>The CPUs that this process may use, ascending.</summary>
    public static IReadOnlyList<int> Allowed { get; } = Read();

    /// <summary>Pins the calling thread to the <paramref name="index"/>-th allowed CPU, counted from the last; does nothing where there is no such call.</summary>
    public static void Pin(int index)
    {
        if (!OperatingSystem.IsLinux()) return;
        var cpu = Allowed[Allowed.Count - 1 - (index % Allowed.Count)];
        var mask = stackalloc ulong[Words];
        new Span<ulong>(mask, Words).Clear();
        mask[cpu / 64] = 1UL << (cpu % 64);
        if (SetAffinity(0, Words * sizeof(ulong), mask) != 0)
            Console.Error.WriteLine($"cannot pin the measuring thread to CPU {cpu} (errno {Marshal.GetLastPInvokeError()}); the figures will be noisier");
    }

    private static List<int> Read()
    {
        var cpus = new List<int>();
        if (OperatingSystem.IsLinux())
        {
            var mask = stackalloc ulong[Words];
            if (GetAffinity(0, Words * sizeof(ulong), mask) > 0)
            {
                for (var cpu = 0; cpu < Words * 64; cpu++)
                {
                    if ((mask[cpu / 64] >> (cpu % 64) & 1) != 0) cpus.Add(cpu);
                }
            }
        }
        if (cpus.Count == 0) cpus.AddRange(Enumerable.Range(0, Environment.ProcessorCount));
        return cpus;
    }

    // The raw system call tells how many bytes it wrote; glibc's wrapper returns 0 and clears the rest.
    private static int GetAffinity(int thread, nuint size, ulong* mask)
    {
        new Span<ulong>(mask, Words).Clear();
        return GetAffinityCore(thread, size, mask) < 0 ? -1 : 1;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    private static partial int GetAffinityCore(int thread, nuint size, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int thread, nuint size, ulong* mask);
}
