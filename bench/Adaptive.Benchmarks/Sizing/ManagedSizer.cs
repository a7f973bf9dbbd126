using ShadowGen.Allocation;
using ShadowGen.Arrivals;

namespace ShadowGen.Adaptive.Benchmarks.Sizing;

/// <summary>
/// The product's forecast of use, plan and control, by the minute. Of demand it is told nothing: the rivals are not either. The headroom above what is in use is less than unless set: on a trace a limit that is
/// passed kills nobody, and the rivals have none.
/// </summary>
internal sealed class ManagedSizer : ISizer
{
    private const double Mega = 1 << 20;
    private const double Milli = 1e-3;
    private const long MinuteNs = 60_000_000_000;

    private readonly bool _isMemory;
    private readonly UsageForecast _forecast = new(ArrivalPlan.Minutes, 60);
    private readonly ManagerOptions _options = new() { MemoryHeadroom = 0.02, CpuHeadroom = 0 };
    private readonly ResourceControl _control;
    private long _nowNs;

    public ManagedSizer(bool isMemory)
    {
        _isMemory = isMemory;
        var resource = isMemory ? ManagedResource.MemoryLimit : ManagedResource.CpuQuota;
        _options.Allow(resource, 0, double.MaxValue);
        _control = new(resource);
        _control.Begin(double.PositiveInfinity);
    }

    public double Allowed => _control.Amount / (_isMemory ? Mega : Milli);

    public void Learn(double use)
    {
        _nowNs += MinuteNs;
        var (cores, bytes) = _isMemory ? (0.0, use * Mega) : (use * Milli, 0.0);
        _forecast.Add(cores, bytes, 0);
        var usage = new ResourceUsage { Cores = cores, CoresAllowed = _isMemory ? 1 : _control.Amount, MemoryBytes = bytes };
        var state = new AllocatorState { CoresHigh = _forecast.Cores, MemoryHigh = _forecast.Memory };
        if (PredictiveResourceAllocator.Plan(ResourceDemand.Unknown, usage, state, _options)[_control.Resource] is not { } request) return;
        if (_control.Consider(request, _nowNs, MinuteNs) is { } to) _control.Set(to, _nowNs);
    }
}
