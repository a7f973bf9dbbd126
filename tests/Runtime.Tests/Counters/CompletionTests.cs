using ShadowGen.Generated;

namespace ShadowGen.Runtime.Tests.Counters;

/// <summary>What watching for a result's completion must leave alone: where the host's own continuations run, and in which order.</summary>
public class CompletionTests
{
    // a: await without its context, c: await with it, s: synchronous ContinueWith, q: ContinueWith, w: Task.WhenAll.
    private static readonly string[] Waiters = ["", "a", "c", "s", "q", "w", "aa", "as", "sa", "ac", "qa", "wa", "asc", "aqsa"];

    public enum Handing
    {
        Task,
        ValueTask,
        ValueTaskOfInt,
        ServiceCall,
    }

    [Theory]
    [InlineData(Handing.Task, false, false)]
    [InlineData(Handing.Task, true, false)]
    [InlineData(Handing.Task, false, true)]
    [InlineData(Handing.ValueTask, false, false)]
    [InlineData(Handing.ValueTaskOfInt, false, false)]
    [InlineData(Handing.ServiceCall, false, false)]
    public void The_hosts_continuations_run_where_and_in_the_order_of_the_plain_build(Handing handing, bool isAsynchronous, bool completesInContext)
    {
        foreach (var before in Waiters)
        {
            foreach (var after in Waiters)
            {
                string Trace(bool isMeasured) => new Experiment(handing, isAsynchronous, completesInContext).Run(before, after, isMeasured);
                Assert.Equal($"{before}|{after}: {Trace(isMeasured: false)}", $"{before}|{after}: {Trace(isMeasured: true)}");
            }
        }
    }

    [Fact]
    public void The_watch_keeps_no_context_and_leaves_the_callers_as_it_was()
    {
        var edges = new TestEdges(2);
        var ambient = new AsyncLocal<object?>();
        var source = new TaskCompletionSource();
        var held = Call();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(held.IsAlive);
        source.SetResult();
        Assert.Equal(1, edges.Calls(0));
        Assert.Equal(1, edges.Callee(0).Inclusive(ResourceKind.ElapsedTime).SampleCount);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        WeakReference Call()
        {
            ambient.Value = new object();
            // On a path, so that no flow is opened.
            edges.Call(1, () =>
            {
                var context = ExecutionContext.Capture();
                var result = edges.CallAsync(0, () => source.Task);
                Assert.Same(context, ExecutionContext.Capture());
                return result;
            });
            var held = new WeakReference(ambient.Value);
            ambient.Value = null;
            return held;
        }
    }

    private sealed class Experiment(Handing handing, bool isAsynchronous, bool completesInContext)
    {
        private readonly TaskCompletionSource<int> _source = new(isAsynchronous ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        private readonly List<string> _trace = [];
        private readonly List<Task> _waiting = [];
        private readonly Posts _posts = new();
        private int _completedBy;

        public string Run(string before, string after, bool isMeasured)
        {
            var ambient = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(_posts);
            try
            {
                AddAll(before);
                if (isMeasured)
                    Measure();
                AddAll(after);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(ambient);
            }

            var thread = new Thread(Complete);
            thread.Start();
            thread.Join();
            _posts.RunAll();
            Assert.True(Task.WaitAll([.. _waiting], TimeSpan.FromMinutes(1)), "A continuation never ran.");
            return string.Join(' ', _trace.Where(IsInline)) + " and " + string.Join(' ', _trace.Where(static entry => !IsInline(entry)).Order(StringComparer.Ordinal));

            static bool IsInline(string entry) => entry.EndsWith("inline", StringComparison.Ordinal);
        }

        private void Measure()
        {
            var edges = new TestEdges(1);
            switch (handing)
            {
                case Handing.Task:
                    Assert.Same(_source.Task, edges.CallAsync(0, () => _source.Task));
                    break;
                case Handing.ValueTask:
                    Assert.Same(_source.Task, edges.CallValueAsync(0, () => new ValueTask(_source.Task)).AsTask());
                    break;
                case Handing.ServiceCall:
                    Assert.Same(_source.Task, ShadowBytes.Read(edges.First, null, _source.Task));
                    break;
                default:
                    Assert.Same(_source.Task, edges.CallValueAsync(0, () => new ValueTask<int>(_source.Task)).AsTask());
                    break;
            }
        }

        // What the completing thread runs before SetResult returns stands in the order that it ran in; the rest has none.
        private void Complete()
        {
            if (completesInContext)
                SynchronizationContext.SetSynchronizationContext(new Posts());
            _completedBy = Environment.CurrentManagedThreadId;
            _source.SetResult(1);
            _completedBy = 0;
        }

        private void AddAll(string waiters)
        {
            foreach (var kind in waiters)
                _waiting.Add(Add(kind, $"{kind}{_waiting.Count}"));
        }

        private Task Add(char kind, string name) => kind switch
        {
            'a' => AwaitAsync(name, continueOnContext: false),
            'c' => AwaitAsync(name, continueOnContext: true),
            's' => _source.Task.ContinueWith(_ => Say(name), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default),
            'q' => _source.Task.ContinueWith(_ => Say(name), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default),
            _ => Task.WhenAll(_source.Task, Task.CompletedTask).ContinueWith(_ => Say(name), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default),
        };

        private async Task AwaitAsync(string name, bool continueOnContext)
        {
            await _source.Task.ConfigureAwait(continueOnContext);
            Say(name);
        }

        private void Say(string name)
        {
            var place = SynchronizationContext.Current == _posts ? "posted" : Environment.CurrentManagedThreadId == _completedBy ? "inline" : "elsewhere";
            lock (_trace)
                _trace.Add($"{name}:{place}");
        }
    }

    /// <summary>Runs what is posted when told to.</summary>
    private sealed class Posts : SynchronizationContext
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posts = new();

        public override void Post(SendOrPostCallback d, object? state) => _posts.Enqueue((d, state));

        public void RunAll()
        {
            var ambient = Current;
            SetSynchronizationContext(this);
            try
            {
                while (_posts.TryDequeue(out var post))
                    post.Callback(post.State);
            }
            finally
            {
                SetSynchronizationContext(ambient);
            }
        }
    }
}
