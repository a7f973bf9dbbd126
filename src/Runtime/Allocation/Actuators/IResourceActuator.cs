namespace ShadowGen;

/// <summary>
/// Sets one resource, somewhere. The manager calls an actuator from one thread of its own at a time, never from the ThreadPool, and waits no longer than
/// <see cref="ManagerOptions.ActuatorTimeout"/>: a call may block, throw, or never return; then the next actuator for the resource is asked. What it says it has set is verified.
/// </summary>
public interface IResourceActuator
{
    /// <summary>What decisions call it: a word or two.</summary>
    public string Name { get; }

    /// <summary>What it sets.</summary>
    public ManagedResource Resource { get; }

    /// <summary>True: what it sets is still set after the process has ended, and must be restored when it crashes.</summary>
    public bool OutlivesProcess { get; }

    /// <summary>Whether it can work here, and what is set now. Changes nothing.</summary>
    /// <param name="cancellationToken">Cancelled when the manager no longer waits.</param>
    public ActuatorProbe Probe(CancellationToken cancellationToken);

    /// <summary>Sets the resource to an amount. Refuses by an exception, whose message is the reason that users read.</summary>
    /// <param name="amount">In the resource's unit.</param>
    /// <param name="cancellationToken">Cancelled when the manager no longer waits.</param>
    public void Apply(double amount, CancellationToken cancellationToken);

    /// <summary>What is in effect now, read from where it takes effect.</summary>
    /// <param name="cancellationToken">Cancelled when the manager no longer waits.</param>
    public double Verify(CancellationToken cancellationToken);

    /// <summary>Sets back what a probe has found; also in another process, after this one has crashed.</summary>
    /// <param name="original"><see cref="ActuatorProbe.Original"/> of the first probe.</param>
    /// <param name="cancellationToken">Cancelled when the manager no longer waits.</param>
    public void Undo(string original, CancellationToken cancellationToken);
}
