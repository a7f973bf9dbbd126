using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>The ThreadPool's minimum of worker threads: that many are made at once when work waits, further ones one or two a second. The maximum is left alone.</summary>
internal sealed class ThreadPoolActuator : IResourceActuator
{
    public string Name => "ThreadPool minimum";

    public ManagedResource Resource => ManagedResource.PoolThreads;

    public bool OutlivesProcess => false;

    public ActuatorProbe Probe(CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return ActuatorProbe.Found(workers, workers.ToString(CultureInfo.InvariantCulture));
    }

    public void Apply(double amount, CancellationToken cancellationToken)
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        Set((int)Math.Clamp(amount, 1, most));
    }

    public double Verify(CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return workers;
    }

    public void Undo(string original, CancellationToken cancellationToken) => Set(int.Parse(original, CultureInfo.InvariantCulture));

    private static void Set(int workers)
    {
        ThreadPool.GetMinThreads(out _, out var completions);
        if (!ThreadPool.SetMinThreads(workers, completions))
            throw new InvalidOperationException(FormattableString.Invariant($"the ThreadPool does not take a minimum of {workers} threads"));
    }
}
