using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Benchmarks.Workloads;

/// <summary>
/// Runs what a batch awaits on the calling thread, one continuation after the other. Flow switches happen as on the thread pool; the thread's own clock
/// sees all of the work and nothing else, so that the figure holds on a busy machine too.
/// </summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();

    public static Batch Of<T>() where T : struct, IYieldAsync
    {
        var pump = new Pump();
        return units =>
        {
            var calls = units * YieldAsync.CallsPerUnit;
            var outer = Current;
            SetSynchronizationContext(pump);
            try
            {
                Sink.Take(pump.Run(T.Drive(calls)));
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
            return calls;
        };
    }

    public override void Post(SendOrPostCallback d, object? state) => _work.Enqueue((d, state));

    private int Run(Task<int> task)
    {
        while (!task.IsCompleted)
        {
            var (callback, state) = _work.Dequeue();
            callback(state);
        }
        return task.GetAwaiter().GetResult();
    }
}
