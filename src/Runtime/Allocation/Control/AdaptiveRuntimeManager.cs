using ShadowGen.Allocation;
using ShadowGen.Counters;

namespace ShadowGen;

/// <summary>
/// Acts on what is foretold, as far as <see cref="ShadowOptions.Manager"/> lets it: a control loop on a thread of its own, which exists only while the mode is not <see cref="ManagerMode.Observe"/>. It grows at
/// once, shrinks slowly, verifies what it sets, takes back what makes the app worse, and sets everything back when it stops. Every member may be called from any thread.
/// </summary>
public sealed class AdaptiveRuntimeManager
{
    private static readonly TimeSpan ExitWait = TimeSpan.FromSeconds(2);

    private readonly Lock _sync = new();
    private readonly Lock _stepSync = new();
    private readonly Signal _wake = new();
    private readonly Lazy<ManagerCore> _made;
    private readonly bool _isOn;
    private readonly TimeSpan _pause;
    private readonly Func<ManagerOptions, IReadOnlyList<IResourceActuator>> _ownActuators;
    private readonly List<IResourceActuator> _added = [];
    private ManagerOptions _options = new();
    private ManagerJournal? _journal;
    private Thread? _thread;
    private int _mode;
    private long _cpuNs;
    private bool _hasBegun;

    internal AdaptiveRuntimeManager(IDemandReader demand, IUsageReader usage, TimeProvider time, bool isOn, Func<ManagerOptions, IReadOnlyList<IResourceActuator>> ownActuators)
        : this(() => new(demand, usage, time), isOn, ownActuators, TimeSpan.Zero)
    {
    }

    /// <param name="core">Makes what decides, on the manager's thread: it looks about the system, which takes long enough for an app to notice that starts.</param>
    /// <param name="isOn">False: it does nothing, ever.</param>
    /// <param name="ownActuators">Makes ShadowGen's own actuators.</param>
    /// <param name="pause">Before the first look, in which its code is compiled: an app that starts needs the processors itself, and has nothing yet that could be foretold.</param>
    internal AdaptiveRuntimeManager(Func<ManagerCore> core, bool isOn, Func<ManagerOptions, IReadOnlyList<IResourceActuator>> ownActuators, TimeSpan pause)
    {
        _pause = pause;
        _made = new(core);
        _isOn = isOn;
        _ownActuators = ownActuators;
    }

    private ManagerCore Core => _made.Value;

    /// <summary>How far it may go now. With <c>SHADOWGEN=off</c>, never further than <see cref="ManagerMode.Observe"/>.</summary>
    public ManagerMode Mode => (ManagerMode)Volatile.Read(ref _mode);

    /// <summary>The plan of the last look; empty before there was one.</summary>
    public ResourcePlan Plan => _made.IsValueCreated ? Core.Plan : ResourcePlan.Empty;

    /// <summary>What it has decided last, the oldest first: 256 at most. Older ones are dropped, and stay counted in <see cref="Statistics"/>. A copy.</summary>
    public IReadOnlyList<ManagerDecision> Decisions => _made.IsValueCreated ? Core.Log.Snapshot() : [];

    /// <summary>What it has done and cost.</summary>
    public ManagerStatistics Statistics => (_made.IsValueCreated ? Core.Statistics : new()) with { CpuTime = TimeSpan.FromTicks(Volatile.Read(ref _cpuNs) / 100) };

    /// <summary>Adds an actuator of the app's, which is asked before ShadowGen's own for its resource. It is used from the next look on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="actuator"/> is null.</exception>
    public void Add(IResourceActuator actuator)
    {
        ArgumentNullException.ThrowIfNull(actuator);
        lock (_sync)
            _added.Add(actuator);
        _wake.Set();
    }

    /// <summary>Takes over mode and options; the thread begins or ends with the mode.</summary>
    internal void Configure(ManagerMode mode, ManagerOptions options)
    {
        if (!_isOn) return;
        lock (_sync)
        {
            _options = options;
            Volatile.Write(ref _mode, (int)mode);
            if (mode != ManagerMode.Observe && _thread is null) Start();
        }
        _wake.Set();
    }

    private void Start()
    {
        try
        {
            var thread = new Thread(Run) { IsBackground = true, Name = "ShadowGen manager", Priority = ThreadPriority.BelowNormal };
            if (!_hasBegun)
            {
                _hasBegun = true;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => Exit();
            }
            thread.UnsafeStart();
            _thread = thread;
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its manager's thread was started");
        }
    }

    // Also while a look is under way, which may wait for an actuator: then there is the journal.
    private void Exit()
    {
        Volatile.Write(ref _mode, (int)ManagerMode.Observe);
        _wake.Set();
        if (!_made.IsValueCreated || !_stepSync.TryEnter(ExitWait)) return;
        try
        {
            Core.UndoAll("the process ends");
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its manager set back what it had set");
        }
        finally
        {
            _stepSync.Exit();
        }
    }

    private void Run()
    {
        Thread.Sleep(_pause);
        try
        {
            Core.Options = _options;
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its manager looked at the system"); // it then does nothing, for good
            return;
        }

        while (true)
        {
            var begun = ThreadClock.Cpu();
            TimeSpan pause;
            lock (_stepSync)
            {
                ManagerMode mode;
                lock (_sync)
                {
                    mode = Mode;
                    pause = _options.Interval;
                    if (mode == ManagerMode.Observe) _thread = null;
                    Core.Options = _options;
                }
                if (mode != ManagerMode.Act) SetBack(mode);
                if (mode == ManagerMode.Observe) return;
                TakeInActuators();
                Core.Step(mode);
            }
            Volatile.Write(ref _cpuNs, _cpuNs + ThreadClock.Cpu() - begun);
            _wake.Wait(pause);
        }
    }

    private void SetBack(ManagerMode mode)
    {
        try
        {
            Core.UndoAll(mode == ManagerMode.Observe ? "the manager stops" : "the manager only recommends now");
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its manager set back what it had set");
        }
    }

    private void TakeInActuators()
    {
        try
        {
            if (_journal is null)
            {
                _journal = JournalPlace.Open(Core.Options.JournalFolder, CgroupFolders.Own);
                var own = _ownActuators(Core.Options);
                foreach (var actuator in own) Core.Add(Guard(actuator), isFirst: false);
                CrashRestore.Run(_journal, own, Core.Log);
            }
            IResourceActuator[] added;
            lock (_sync)
            {
                added = [.. _added];
                _added.Clear();
            }
            foreach (var actuator in added) Core.Add(Guard(actuator), isFirst: true);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its manager took in actuators");
        }
    }

    private GuardedActuator Guard(IResourceActuator actuator) => new(actuator, new ActuatorThread("ShadowGen actuator"), _journal!);
}
