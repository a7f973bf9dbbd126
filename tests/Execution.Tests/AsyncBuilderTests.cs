using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>A method with one of our builders is what it is with the framework's.</summary>
public class AsyncBuilderTests
{
    [Fact]
    public void Results_come_through_every_kind_of_method() => AsyncBuilders.Agree(
        """
        static class Program
        {
            [T] static async Task Plain(List<int> log, int x) { log.Add(x); await Task.Yield(); log.Add(x + 1); }
            [T<>] static async Task<int> Number(int x) { if (x > 1) await Task.Yield(); return x; }
            [V] static async ValueTask Value(List<int> log) { await Task.Delay(1); log.Add(9); }
            [V<>] static async ValueTask<T> Generic<T>(T x, bool later) { if (later) await Task.Yield(); return x; }
            [T<>] static async Task<int> Fib(int n) => n < 2 ? n : await Fib(n - 1) + await Fib(n - 2);
            [T<>] static async Task<int> Loop(int n) { var sum = 0; for (var i = 0; i < n; i++) { await Task.Yield(); sum += i; } return sum; }
            static async Task<string> All()
            {
                var log = new List<int>();
                await Plain(log, 1);
                await Value(log);
                var lambda = [T<>] async Task<int> (int y) => { await Task.Yield(); return y * 2; };
                [V<>] async ValueTask<int> Local(int y) { await Task.Yield(); return y + log.Count; }
                return string.Join(",", log) + ";" + await Number(1) + await Number(2) + await Generic("g", false) + await Generic(7L, true) + ";" + await lambda(4) + await Local(1) + ";" + await Fib(10) + ";" + await Loop(500);
            }
            public static string Run() => All().GetAwaiter().GetResult();
        }
        """,
        "1,2,9;12g7;84;55;124750");

    [Fact]
    public void What_changes_in_the_context_stays_inside_and_what_is_outside_flows_in() => AsyncBuilders.Agree(
        """
        static class Program
        {
            static readonly AsyncLocal<string> Local = new();
            [T<>] static async Task<string> Inner()
            {
                var seen = Local.Value;
                Local.Value = "inner";
                await Task.Yield();
                seen += Local.Value;
                Local.Value = "later";
                await Task.Delay(1).ConfigureAwait(false);
                return seen + Local.Value;
            }
            [V<>] static async ValueTask<string> Now() { Local.Value = "now"; return Local.Value; }
            [T] static async Task Throws() { Local.Value = "thrown"; throw new InvalidOperationException(); }
            static async Task<string> All()
            {
                Local.Value = "outer,";
                var result = await Inner() + "," + Local.Value + await Now() + "," + Local.Value;
                try { await Throws(); } catch (InvalidOperationException) { result += Local.Value; }
                Task<string> suppressed;
                using (ExecutionContext.SuppressFlow()) suppressed = Inner();
                return result + await suppressed + "," + Local.Value;
            }
            public static string Run() => All().GetAwaiter().GetResult();
        }
        """,
        "outer,innerlater,outer,now,outer,outer,outer,later,outer,");

    [Fact]
    public void Cancellations_and_faults_are_the_same() => AsyncBuilders.Agree(
        """
        static class Program
        {
            [T] static async Task Cancel(CancellationToken token, bool later) { if (later) await Task.Yield(); token.ThrowIfCancellationRequested(); }
            [T<>] static async Task<int> Fault(string what, bool later) { if (later) await Task.Yield(); throw new InvalidOperationException(what); }
            [V<>] static async ValueTask<int> ValueFault(string what, bool later) { if (later) await Task.Yield(); throw new InvalidOperationException(what); }
            [V] static async ValueTask ValueCancel(CancellationToken token, bool later) { if (later) await Task.Delay(-1, token); token.ThrowIfCancellationRequested(); }
            [T<>] static async Task<int> Both() { try { return await Fault("first", true); } finally { await Task.Yield(); } }
            [T] static async Task Many() => await Task.WhenAll(Fault("a", true), Fault("b", false), Fault("c", true));
            static async Task<string> Outcome(Task task, CancellationToken token = default)
            {
                try { await task; return "done;"; }
                catch (OperationCanceledException e) { return $"{task.Status} {e.CancellationToken == token} {task.Exception is null};"; }
                catch (Exception e) { return $"{task.Status} {e.Message} {task.Exception!.InnerExceptions.Count} {e.StackTrace!.Contains("Program.")};"; }
            }
            static async Task<string> All()
            {
                var token = new CancellationToken(true);
                var many = Many();
                return await Outcome(Cancel(token, false), token) + await Outcome(Cancel(token, true), token)
                    + await Outcome(Fault("x", false)) + await Outcome(Fault("y", true))
                    + await Outcome(ValueFault("v", false).AsTask()) + await Outcome(ValueFault("w", true).AsTask())
                    + await Outcome(ValueCancel(token, false).AsTask(), token) + await Outcome(ValueCancel(token, true).AsTask(), token)
                    + await Outcome(Both()) + await Outcome(many);
            }
            public static string Run() => All().GetAwaiter().GetResult();
        }
        """,
        "Canceled True True;Canceled True True;Faulted x 1 True;Faulted y 1 True;Faulted v 1 True;Faulted w 1 True;Canceled True True;Canceled True True;Faulted first 1 True;Faulted a 1 True;");

    [Fact]
    public void What_completes_at_once_is_complete_and_shared_as_before() => AsyncBuilders.Agree(
        """
        static class Program
        {
            [T] static async Task Done() { }
            [T<>] static async Task<bool> True() => true;
            [V<>] static async ValueTask<string> Text() => "x";
            [V] static async ValueTask Nothing() { }
            [T<>] static async Task<int> Late(Task gate) { await gate; return 5; }
            public static string Run()
            {
                var gate = new TaskCompletionSource();
                Task<int> late = Late(gate.Task);
                var before = late.IsCompleted;
                gate.SetResult();
                return $"{ReferenceEquals(Done(), Task.CompletedTask)} {ReferenceEquals(True(), True())} {Text().IsCompletedSuccessfully} {Text().Result} {Nothing().IsCompleted} {before} {late.Result} {late.CreationOptions} {late.AsyncState is null}";
            }
        }
        """,
        "True True True x True False 5 None True");

    [Fact]
    public void Synchronization_contexts_and_schedulers_are_honoured() => AsyncBuilders.Agree(
        """
        sealed class Counting : SynchronizationContext
        {
            public int Posts;
            public override void Post(SendOrPostCallback d, object? state) { Interlocked.Increment(ref Posts); ThreadPool.QueueUserWorkItem(_ => { SetSynchronizationContext(this); try { d(state); } finally { SetSynchronizationContext(null); } }); }
        }
        sealed class Inline : TaskScheduler
        {
            protected override IEnumerable<Task> GetScheduledTasks() => [];
            protected override void QueueTask(Task task) => ThreadPool.QueueUserWorkItem(_ => TryExecuteTask(task));
            protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
        }
        static class Program
        {
            [T<>] static async Task<string> On()
            {
                await Task.Delay(1);
                var here = SynchronizationContext.Current is Counting;
                await Task.Delay(1).ConfigureAwait(false);
                return $"{here} {SynchronizationContext.Current is null}";
            }
            [T] static async Task Changes() { SynchronizationContext.SetSynchronizationContext(new Counting()); await Task.Yield(); }
            [V<>] static async ValueTask<bool> Scheduled() { await Task.Yield(); var first = TaskScheduler.Current is Inline; await Task.Delay(1); return first && TaskScheduler.Current is Inline; }
            public static string Run()
            {
                var context = new Counting();
                SynchronizationContext.SetSynchronizationContext(context);
                try
                {
                    var trace = On().Result + " " + context.Posts + " ";
                    Changes().Wait();
                    trace += ReferenceEquals(SynchronizationContext.Current, context) + " ";
                    SynchronizationContext.SetSynchronizationContext(null);
                    return trace + Task.Factory.StartNew(() => Scheduled().AsTask(), default, TaskCreationOptions.None, new Inline()).Unwrap().Result;
                }
                finally { SynchronizationContext.SetSynchronizationContext(null); }
            }
        }
        """,
        "True True 1 True True");

    [Fact]
    public void Awaiters_of_any_kind_are_served() => AsyncBuilders.Agree(
        """
        struct Inline : INotifyCompletion
        {
            public Inline GetAwaiter() => this;
            public bool IsCompleted => false;
            public int GetResult() => 1;
            public void OnCompleted(Action continuation) => continuation();
        }
        sealed class Pool : ICriticalNotifyCompletion
        {
            public Pool GetAwaiter() => this;
            public bool IsCompleted => false;
            public int GetResult() => 10;
            public void OnCompleted(Action continuation) => throw new InvalidOperationException("not this one");
            public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(_ => continuation(), null);
        }
        sealed class Ready : INotifyCompletion
        {
            public Ready GetAwaiter() => this;
            public bool IsCompleted => true;
            public int GetResult() => 100;
            public void OnCompleted(Action continuation) => throw new InvalidOperationException();
        }
        static class Program
        {
            [T<>] static async Task<int> Task1() => await new Inline() + await new Pool() + await new Ready() + await new Inline();
            [V<>] static async ValueTask<int> Task2() { var sum = 0; for (var i = 0; i < 50; i++) sum += await new Inline() + await new Pool(); return sum; }
            [T] static async Task Task3() { await new Pool(); await Task.CompletedTask; await Task.FromResult(1); await new ValueTask<int>(2); }
            public static string Run() { Task3().Wait(); return Task1().Result + " " + Task2().AsTask().Result; }
        }
        """,
        "112 550");

    [Fact]
    public void Streams_disposal_and_locks_run_in_order() => AsyncBuilders.Agree(
        """
        sealed class Resource(List<string> log) : IAsyncDisposable { public async ValueTask DisposeAsync() { await Task.Yield(); log.Add("disposed"); } }
        static class Program
        {
            static async IAsyncEnumerable<int> Numbers(int n, [EnumeratorCancellation] CancellationToken token = default) { for (var i = 0; i < n; i++) { await Task.Yield(); yield return i; } }
            [T] static async Task Work(List<string> log)
            {
                await using (new Resource(log))
                {
                    await foreach (var x in Numbers(3)) log.Add(x.ToString());
                    try { await Fail(); }
                    catch (InvalidOperationException) when (log.Count == 3) { await Task.Yield(); log.Add("caught"); }
                    finally { await Task.Yield(); log.Add("finally"); }
                }
            }
            [V] static async ValueTask Fail() { await Task.Yield(); throw new InvalidOperationException(); }
            [T] static async Task Contend(SemaphoreSlim gate, int[] total) { for (var i = 0; i < 50; i++) { await gate.WaitAsync(); try { var x = total[0]; await Task.Yield(); total[0] = x + 1; } finally { gate.Release(); } } }
            public static string Run()
            {
                var log = new List<string>();
                Work(log).Wait();
                var total = new int[1];
                using var gate = new SemaphoreSlim(1);
                Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Contend(gate, total))).Wait();
                return string.Join(",", log) + " " + total[0];
            }
        }
        """,
        "0,1,2,caught,finally,disposed 1000");

    [Fact]
    public void Nothing_is_allocated_where_the_framework_allocates_nothing() => AsyncBuilders.Agree(
        """
        static class Program
        {
            [T] static async Task Done() { }
            [T<>] static async Task<int> Small(int x) => x;
            [V<>] static async ValueTask<long> Value(long x) => x;
            [V] static async ValueTask Nothing() => await default(ValueTask);
            static void All() { Done(); Small(3); _ = Value(1L << 40); _ = Nothing(); }
            public static string Run()
            {
                for (var i = 0; i < 2000; i++) All();
                var least = long.MaxValue; // a call that is measured has a measurement
                for (var round = 0; round < 50; round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    for (var i = 0; i < 5; i++) All();
                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                }
                return least.ToString();
            }
        }
        """,
        "0");
}
