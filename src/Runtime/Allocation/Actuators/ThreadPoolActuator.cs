using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>
/// The ThreadPool's minimum of worker threads: that many are made at once when work waits, further ones one or two a second. The maximum is left alone, and so is a minimum that the app sets meanwhile.
/// </summary>
internal sealed class ThreadPoolActuator : IResourceActuator
{
    private int? _set;

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
        if (IsTheApps(out var own)) throw new InvalidOperationException(FormattableString.Invariant($"the app has set a minimum of {own} itself"));
        ThreadPool.GetMaxThreads(out var most, out _);
        Set((int)Math.Clamp(amount, 1, most));
    }

    public double Verify(CancellationToken cancellationToken)
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return workers;
    }

    public void Undo(string original, CancellationToken cancellationToken)
    {
        if (!IsTheApps(out _)) Set(int.Parse(original, CultureInfo.InvariantCulture));
    }

    private bool IsTheApps(out int workers)
    {
        ThreadPool.GetMinThreads(out workers, out _);
        return _set is { } ours && ours != workers;
    }

    private void Set(int workers)
    {
        ThreadPool.GetMinThreads(out _, out var completions);
        if (!ThreadPool.SetMinThreads(workers, completions))
            throw new InvalidOperationException(FormattableString.Invariant($"the ThreadPool does not take a minimum of {workers} threads"));
        _set = workers;
    }
}
