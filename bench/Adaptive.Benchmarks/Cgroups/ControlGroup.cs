using System.Diagnostics;
using System.Globalization;
using ShadowGen.Allocation;

namespace ShadowGen.Adaptive.Benchmarks.Cgroups;

/// <summary>A control group (v1) of its own below that of this process, for one child. Needs root.</summary>
internal sealed class ControlGroup : IDisposable
{
    private readonly string _cpu;
    private readonly string _memory;

    /// <exception cref="InvalidOperationException">There are no groups of v1 here, or this user may not make one.</exception>
    public ControlGroup(double memoryBytes)
    {
        var own = CgroupFolders.Own;
        if (own.IsVersion2 || own.Cpu is null || own.Memory is null) throw new InvalidOperationException("there are no control groups of version 1 with CPU and memory here");
        var name = string.Create(CultureInfo.InvariantCulture, $"shadowgen-bench-{Environment.ProcessId}");
        (_cpu, _memory) = (Path.Combine(own.Cpu, name), Path.Combine(own.Memory, name));
        try
        {
            Directory.CreateDirectory(_cpu);
            Directory.CreateDirectory(_memory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"a control group cannot be made here: {e.Message}");
        }
        // A group is as one thread to those beside it: what it may get must not be what the machine has left.
        CgroupFile.Write(_cpu, "cpu.shares", "20480");
        CgroupFile.Write(_memory, "memory.limit_in_bytes", memoryBytes.ToString("f0", CultureInfo.InvariantCulture));
    }

    /// <summary>Processes of the group that the kernel has killed for want of memory.</summary>
    public double Killed => CgroupFile.Value(_memory, "memory.oom_control", "oom_kill");

    /// <summary>Periods in which the group was out of quota.</summary>
    public double Throttled => CgroupFile.Value(_cpu, "cpu.stat", "nr_throttled");

    /// <summary>This program, begun within the group: .NET looks for its group once, at the start.</summary>
    public Process Begin(string verb)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("echo $$ > \"$0/cgroup.procs\"; echo $$ > \"$1/cgroup.procs\"; shift; exec \"$@\"");
        start.ArgumentList.Add(_cpu);
        start.ArgumentList.Add(_memory);
        start.ArgumentList.Add(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ControlGroup).Assembly.Location);
        start.ArgumentList.Add(verb);
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        foreach (var folder in (string[])[_cpu, _memory])
        {
            // The kernel takes a moment to see that the last process has gone.
            for (var attempt = 0; attempt < 50 && Directory.Exists(folder); attempt++)
            {
                try
                {
                    Directory.Delete(folder);
                }
                catch (IOException)
                {
                    Thread.Sleep(100);
                }
            }
        }
    }
}
