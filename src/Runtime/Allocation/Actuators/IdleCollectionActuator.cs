namespace ShadowGen.Allocation;

/// <summary>Collects beside the app when 1 is asked for; 0 does nothing. What was collected cannot be undone, and need not be.</summary>
internal sealed class IdleCollectionActuator(ICollector collector) : IResourceActuator
{
    private int _amount;

    public string Name => "collection while idle";

    public ManagedResource Resource => ManagedResource.IdleCollection;

    public bool OutlivesProcess => false;

    public ActuatorProbe Probe(CancellationToken cancellationToken) => ActuatorProbe.Found(0, "0");

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        if (amount >= 1) collector.CollectBeside();
        Volatile.Write(ref _amount, amount >= 1 ? 1 : 0);
    }

    public double Verify(CancellationToken cancellationToken) => Volatile.Read(ref _amount);

    public void Undo(string original, CancellationToken cancellationToken) => Volatile.Write(ref _amount, 0);
}
