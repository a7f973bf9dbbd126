using System.Runtime.ExceptionServices;

namespace ShadowGen.Allocation;

/// <summary>
/// Runs calls on a background thread of its own: the ThreadPool may be what is starved, and a call that hangs must hang alone. The thread is made for the first call and ends with one that was given
/// up, or when nothing was asked for a while. One thread asks.
/// </summary>
internal sealed class ActuatorThread(string name) : IActuatorRunner
{
    private static readonly TimeSpan IdleBeforeEnd = TimeSpan.FromSeconds(30);

    private Worker? _worker;
    private Worker? _hanging;

    public bool IsHanging
    {
        get
        {
            if (_hanging is { IsRunning: false }) _hanging = null;
            return _hanging is not null;
        }
    }

    public bool TryRun(Action<CancellationToken> call, TimeSpan timeout)
    {
        if (IsHanging) return false;
        var cancellation = new CancellationTokenSource();
        var job = new Job(call, cancellation.Token);
        if (_worker is null || !_worker.TryGive(job))
        {
            _worker = new Worker(name);
            _worker.TryGive(job);
        }
        if (!job.Done.Wait(timeout))
        {
            _worker.GiveUp();
            _hanging = _worker;
            _worker = null;
            cancellation.CancelAfter(TimeSpan.Zero); // what it calls is the actuator's: it runs elsewhere
            return false;
        }
        cancellation.Dispose();
        job.Failure?.Throw();
        return true;
    }

    private sealed class Job(Action<CancellationToken> call, CancellationToken token)
    {
        public readonly Signal Done = new();
        public ExceptionDispatchInfo? Failure;

        public void Run()
        {
            try
            {
                call(token);
            }
            catch (Exception exception)
            {
                Failure = ExceptionDispatchInfo.Capture(exception);
            }
            Done.Set();
        }
    }

    private sealed class Worker
    {
        private readonly Lock _sync = new();
        private readonly Signal _given = new();
        private Job? _job;
        private bool _hasEnded;
        private bool _isGivenUp;

        public Worker(string name) => new Thread(Loop) { IsBackground = true, Name = name }.UnsafeStart();

        public bool IsRunning
        {
            get
            {
                lock (_sync)
                    return !_hasEnded;
            }
        }

        public bool TryGive(Job job)
        {
            lock (_sync)
            {
                if (_hasEnded) return false;
                _job = job;
            }
            _given.Set();
            return true;
        }

        /// <summary>It takes no other job.</summary>
        public void GiveUp()
        {
            lock (_sync)
                _isGivenUp = true;
            _given.Set();
        }

        private void Loop()
        {
            while (true)
            {
                var isIdle = !_given.Wait(IdleBeforeEnd);
                Job? job;
                lock (_sync)
                {
                    job = _job;
                    _job = null;
                    if (job is null && (isIdle || _isGivenUp))
                    {
                        _hasEnded = true;
                        return;
                    }
                }
                job?.Run();
            }
        }
    }
}
