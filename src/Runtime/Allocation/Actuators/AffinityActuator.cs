using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// How many processors threads may run on: ShadowGen's own, or all of the process when asked. Each is moved by itself (<c>sched_setaffinity(2)</c> over <c>/proc/self/task</c>): setting it for the process moves only
/// one. Threads that are made later run where their maker does. Linux only.
/// </summary>
internal sealed class AffinityActuator(bool movesAll) : IResourceActuator
{
    private const string Tasks = "/proc/self/task";
    private const string OwnPrefix = "ShadowGen";

    public string Name => movesAll ? "affinity of all threads" : "affinity of ShadowGen's threads";

    public ManagedResource Resource => ManagedResource.Affinity;

    public bool OutlivesProcess => false;

    public ActuatorProbe Probe(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux()) return ActuatorProbe.Unavailable("threads are moved on Linux only");
        var masks = Threads().Select(thread => (Thread: thread, Mask: ProcessorMask.Allowed(thread))).Where(static t => t.Mask is not null).ToArray();
        if (masks.Length == 0) return ActuatorProbe.Unavailable("there is no thread to move");
        return ActuatorProbe.Found(masks.Max(static t => t.Mask!.Count), string.Join(';', masks.Select(static t => string.Create(CultureInfo.InvariantCulture, $"{t.Thread}={t.Mask}"))));
    }

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        // The last processors: interrupts and the first threads of a system tend to be at the first.
        var mask = ProcessorMask.AtStart.Last((int)Math.Clamp(amount, 1, ProcessorMask.AtStart.Count));
        var moved = Threads().Count(mask.Set);
        if (moved == 0) throw new InvalidOperationException("no thread could be moved");
    }

    public double Verify(CancellationToken cancellationToken) => Threads().Select(static t => ProcessorMask.Allowed(t)?.Count ?? 0).DefaultIfEmpty(0).Max();

    public void Undo(string original, CancellationToken cancellationToken)
    {
        var known = new HashSet<int>();
        foreach (var entry in original.Split(';'))
        {
            var (thread, mask) = entry.Split('=') is [var id, var text] ? (int.Parse(id, CultureInfo.InvariantCulture), ProcessorMask.Parse(text)) : throw new FormatException($"'{entry}' is no thread with its processors");
            known.Add(thread);
            _ = mask.Set(thread); // one that has ended needs none
        }
        // Threads that have come since inherited what was set.
        foreach (var thread in Threads().Where(t => !known.Contains(t))) _ = ProcessorMask.AtStart.Set(thread);
    }

    private IEnumerable<int> Threads()
    {
        foreach (var folder in Directory.GetDirectories(Tasks))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var thread)) continue;
            if (movesAll || CgroupFile.Text(folder, "comm") is { } name && name.StartsWith(OwnPrefix, StringComparison.Ordinal)) yield return thread;
        }
    }
}
