using System.Threading.RateLimiting;
using ShadowGen.Capacity;
using ShadowGen.Costs;
using ShadowGen.Counters;

namespace ShadowGen.Admission;

/// <summary>Decides what is let in, what waits and what is refused; learns from what ends. Thread-safe: one lock, in which no code of others runs but the clock.</summary>
internal sealed class AdmissionController : IDisposable
{
    /// <summary>Of the latency target: what work may take at the processors and at a dependency once it is let in. The rest is for waiting, where the order is ours.</summary>
    private const double ProcessorShare = 0.15, DependencyShare = 0.4;

    /// <summary>Of the time that work has, what it may wait for admission whatever it is expected to take: an expectation alone refuses nothing, least of all one of how long a dependency will take.</summary>
    private const double LeastWait = 0.2, LeastDependentWait = 0.8;

    /// <summary>Nanoseconds of processor time of work that nothing is known of.</summary>
    private const double UnknownCost = 1e6;

    private const int AdjustmentsPerTarget = 4, LooksPerTarget = 32;
    private static readonly TimeSpan LeastLook = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly AdmissionClock _clock;
    private readonly StageTable _stages;
    private readonly KindTable _kinds = new();
    private readonly FlowTable _flows = new();
    private readonly ITimer _look;
    private readonly TimeSpan _lookInterval;
    private readonly double _target, _permitCost;
    private readonly int _queueLimit;
    private readonly Refusal _late, _full, _none, _disposed;

    private AdmissionCounts _counts;
    private double _nextAdjustment, _idleSince;
    private bool _isFull, _isDisposed, _isLooking;

    public AdmissionController(PredictiveRateLimiterOptions options)
    {
        _clock = new(options.TimeProvider);
        _target = options.LatencyTarget.TotalNanoseconds;
        _permitCost = options.PermitCost.TotalNanoseconds;
        _queueLimit = options.QueueLimit;
        _stages = new(_target * ProcessorShare, _target * DependencyShare, options.Processors, _permitCost);
        _late = new("It could not have been done in time.", options.LatencyTarget);
        _full = new("Too much is waiting.", options.LatencyTarget);
        _none = new("There is no capacity now.", options.LatencyTarget);
        _disposed = new("The limiter was disposed.", null);
        _lookInterval = options.LatencyTarget / LooksPerTarget > LeastLook ? options.LatencyTarget / LooksPerTarget : LeastLook;
        _look = NewTimer(options.TimeProvider);
    }

    /// <summary>Time since anything was in use or waiting; null while something is.</summary>
    public TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock) return _counts.Admitted != _counts.Returned || _flows.Waiting > 0 ? null : TimeSpan.FromMicroseconds((_clock.Now - _idleSince) / 1e3);
        }
    }

    /// <exception cref="ObjectDisposedException">The limiter was disposed.</exception>
    public RateLimitLease Attempt(in AdmissionRequest request)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PredictiveRateLimiter));
            var now = _clock.Now;
            var work = WorkOf(request, now);
            var lease = TryAdmit(work, now);
            if (lease is not null) return lease;
            _counts.Refused++;
            return _none;
        }
    }

    /// <exception cref="ObjectDisposedException">The limiter was disposed.</exception>
    public ValueTask<RateLimitLease> AcquireAsync(in AdmissionRequest request, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return ValueTask.FromCanceled<RateLimitLease>(cancellation);
        Waiter waiter;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PredictiveRateLimiter));
            var now = _clock.Now;
            var work = WorkOf(request, now);
            if (TryAdmit(work, now) is { } lease) return new(lease);
            if (_queueLimit == 0)
            {
                _counts.Displaced++;
                return new(_full);
            }
            waiter = new(this, work, cancellation);
            if (_flows.Waiting >= _queueLimit) Refuse(_flows.Longest()!.Oldest!, _full, ref _counts.Displaced);
            _flows.Add(_flows.For(work), waiter);
            Drain(now);
            KeepLooking();
        }
        waiter.WatchCancellation();
        return new(waiter.Task);
    }

    /// <summary>Whether work of one permit would be let in now.</summary>
    public RateLimitLease Ask()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(PredictiveRateLimiter));
            return !_isFull && _stages.Processors.HasRoom(1) ? UncountedLease.Instance : _none;
        }
    }

    public void Return(AdmissionLease lease)
    {
        lock (_lock)
        {
            _stages.Processors.Return(lease.Charge.Processor, lease.Charge.Busy);
            lease.Work.Dependency?.Return(lease.Charge.Dependency, 1 - lease.Charge.Busy);
            _counts.Returned++;
            if (!_isDisposed) End(lease);
        }
    }

    public void Cancel(Waiter waiter)
    {
        lock (_lock)
        {
            if (waiter.Flow is null) return;
            _flows.Remove(waiter);
            _counts.Cancelled++;
            if (!_isDisposed) Drain(_clock.Now);
        }
        waiter.TrySetCanceled(waiter.Cancellation);
    }

    public PredictiveRateLimiterStatistics Statistics()
    {
        lock (_lock)
        {
            return new(_counts, StatisticsOf(_stages.Processors), [.. _stages.Dependencies.Select(StatisticsOf)], _flows.Waiting, (long)(_flows.All.Sum(f => f.Backlog) / _permitCost));
        }
    }

    /// <summary>How far predictions for a kind of work are believed, 0 to 1.</summary>
    public double TrustIn(string? kind)
    {
        lock (_lock) return _kinds.For(kind, isPredicted: true).Trust;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            foreach (var flow in _flows.All)
            {
                while (flow.Oldest is { } waiter) Refuse(waiter, _disposed, ref _counts.Refused);
            }
        }
        _look.Dispose();
    }

    // Whoever made the limiter has locals that are not to flow into its timer.
    private ITimer NewTimer(TimeProvider time)
    {
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return time.CreateTimer(static state => ((AdmissionController)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private Work WorkOf(in AdmissionRequest request, double now)
    {
        var isPredicted = request.ProcessorTime > TimeSpan.Zero;
        var kind = _kinds.For(request.Kind, isPredicted);
        var processor = isPredicted ? request.ProcessorTime!.Value.TotalNanoseconds : UnknownCost;
        var waiting = Math.Max(0, request.WaitingTime.TotalNanoseconds);
        var dependency = waiting > 0 ? _stages.Dependency(request.Dependency) : null;
        var predicted = processor + waiting;
        var correction = kind.Correct(predicted) / predicted;
        var allowed = request.Deadline is { } deadline ? Math.Max(1, deadline.TotalNanoseconds) : _target;
        var priority = request.Priority is AdmissionPriority.Background or AdmissionPriority.Critical ? request.Priority : AdmissionPriority.Normal;
        return new(kind, isPredicted, dependency, predicted, processor * correction, waiting * correction, priority, now, now + allowed);
    }

    private AdmissionLease? TryAdmit(in Work work, double now)
    {
        var charge = Charge.Of(work, _stages.Processors, _permitCost);
        var hasProcessor = !_isFull && _stages.Processors.HasRoom(charge.Processor);
        if (!hasProcessor) _stages.Processors.WasFull();
        var hasDependency = work.Dependency?.HasRoom(charge.Dependency) != false;
        if (!hasDependency) work.Dependency!.WasFull();
        return hasProcessor && hasDependency ? Admit(_flows.For(work), work, charge, now) : null;
    }

    private AdmissionLease Admit(WaitingFlow flow, in Work work, Charge charge, double now)
    {
        _stages.Processors.Take(charge.Processor, charge.Busy, work.Processor);
        work.Dependency?.Take(charge.Dependency, 1 - charge.Busy, work.Waiting);
        _flows.Serve(flow, charge.Processor);
        _counts.Admitted++;
        return new(this, flow, work, charge, now, _stages.Processors.Load, work.Dependency?.Load ?? 0);
    }

    // Lets in what there is room for, each flow in its turn. Whose turn it is waits for room, and all after it: else there would never be enough for a heavy one.
    private void Drain(double now)
    {
        _isFull = false;
        while (_flows.Waiting > 0 && _flows.Next(now, _stages.Processors, _permitCost) is { } flow)
        {
            var waiter = flow.Next(now);
            if (_stages.Processors.IsFree ? now > waiter.Work.Deadline : IsLate(waiter, now))
            {
                Refuse(waiter, _late, ref _counts.Late);
                continue;
            }
            var charge = Charge.Of(waiter.Work, _stages.Processors, _permitCost);
            if (!_stages.Processors.HasRoom(charge.Processor))
            {
                _stages.Processors.WasFull();
                _isFull = true;
                return;
            }
            _flows.Remove(waiter);
            waiter.Decide(Admit(flow, waiter.Work, charge, now));
        }
    }

    private bool IsLate(Waiter waiter, double now)
    {
        ref readonly var work = ref waiter.Work;
        var expected = ((work.Processor * _stages.Processors.Stretch) + (work.Waiting * (work.Dependency?.Stretch ?? 0))) * waiter.Flow!.Tail;
        var leastWait = work.Dependency is null ? LeastWait : LeastDependentWait;
        return now + Math.Min(expected, (work.Deadline - work.Asked) * (1 - leastWait)) > work.Deadline;
    }

    private void Refuse(Waiter waiter, Refusal refusal, ref long count)
    {
        _flows.Remove(waiter);
        count++;
        waiter.Decide(refusal);
    }

    private void Learn(AdmissionLease lease, double time)
    {
        ref readonly var work = ref lease.Work;
        var busy = work.Processor * _stages.Processors.Stretch;
        var expected = busy + (work.Waiting * (work.Dependency?.Stretch ?? 0));
        var ratio = time / expected;
        _stages.Processors.Learn(work.Processor, busy * ratio, lease.Charge.Processor, lease.Processors, work.IsPredicted);
        work.Dependency?.Learn(work.Waiting, (expected - busy) * ratio, lease.Charge.Dependency, lease.Dependents, work.IsPredicted);
        work.Kind.Learn(work.Predicted, work.Whole * ratio);
        lease.Flow.Learn(ratio);
    }

    private void Adjust(double now)
    {
        if (now < _nextAdjustment) return;
        _nextAdjustment = now + (_target / AdjustmentsPerTarget);
        _stages.Adjust();
    }

    // Whoever disposes a lease gets no exception of ours, nor one of the host's clock; nor does the timer's thread.
#pragma warning disable CA1031
    private void End(AdmissionLease lease)
    {
        try
        {
            var now = _clock.Now;
            if (_counts.Returned == _counts.Admitted) _idleSince = now;
            Learn(lease, Math.Max(1, now - lease.Begun));
            Adjust(now);
            Drain(now);
        }
        catch (Exception e)
        {
            Faults.Caught(e, "taking back a lease");
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            _isLooking = false;
            if (_isDisposed) return;
            try
            {
                RefuseLate(_clock.Now);
            }
            catch (Exception e)
            {
                Faults.Caught(e, "looking for work that is late");
            }
            KeepLooking();
        }
    }
#pragma warning restore CA1031

    private void RefuseLate(double now)
    {
        foreach (var flow in _flows.All)
        {
            for (var waiter = flow.Oldest; waiter is not null;)
            {
                var newer = waiter.Newer;
                if (IsLate(waiter, now)) Refuse(waiter, _late, ref _counts.Late);
                waiter = newer;
            }
        }
        Drain(now);
    }

    private void KeepLooking()
    {
        if (_isLooking || _flows.Waiting == 0) return;
        _isLooking = true;
        _look.Change(_lookInterval, Timeout.InfiniteTimeSpan);
    }

    private static AdmissionStageStatistics StatisticsOf(Stage stage) => new(
        stage.Name, (long)stage.Limit, stage.InUse, stage.Holders, stage.Stretch, double.IsNaN(stage.TimeHeld) ? null : TimeSpan.FromMicroseconds(stage.TimeHeld / 1e3));
}
