using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

/// <summary>The manager's loop on a make-believe system and clock: hours of it in a moment, the same each time.</summary>
internal sealed class Simulation : IDemandReader, IUsageReader
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "shadowgen-simulation-" + Guid.NewGuid().ToString("n"));

    public Simulation()
    {
        Core = new(this, this, Time);
        Journal = new(_folder, "group", "1-1", _ => true, _ => null);
    }

    public FakeTime Time { get; } = new();

    public ManagerCore Core { get; }

    public ManagerJournal Journal { get; }

    public ManagerOptions Options => Core.Options;

    public ManagerMode Mode { get; set; } = ManagerMode.Act;

    public ResourceDemand Demand { get; set; } = new() { IsKnown = true };

    public ResourceUsage Usage { get; set; } = new() { CoresAllowed = 4, MemoryBytes = 100 << 20, HeapBytes = 50 << 20, LiveBytes = 40 << 20 };

    public Func<ResourceDemand>? ReadsDemand { get; set; }

    public Action? AfterStep { get; set; }

    public IEnumerable<ManagerDecision> Decisions => Core.Log.Snapshot();

    public FakeActuator Add(ManagedResource resource, double amount, string name = "fake", bool outlives = false)
    {
        var actuator = new FakeActuator(resource, amount, name) { OutlivesProcess = outlives };
        Core.Add(new(actuator, new FakeActuator.Runner(actuator), Journal), isFirst: false);
        return actuator;
    }

    public void Run(TimeSpan length)
    {
        for (var end = Time.Now + length; Time.Now < end;)
        {
            Time.Advance(Options.Interval);
            Core.Step(Mode);
            AfterStep?.Invoke();
        }
    }

    /// <summary>Calls that block, so many under way, for long enough that the manager knows what they take.</summary>
    public void LearnThreads(double underway)
    {
        Demand = Demand with { CallsNow = 10 * underway, CallsAhead = 10 * underway, UnderwayNow = underway, UnderwayAhead = underway };
        Usage = Usage with { PoolThreadsBusy = underway };
        Run(TimeSpan.FromSeconds(10));
    }

    ResourceDemand IDemandReader.Read() => ReadsDemand?.Invoke() ?? Demand;

    ResourceUsage IUsageReader.Read() => Usage;
}
