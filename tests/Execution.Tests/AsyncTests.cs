using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

public class AsyncTests
{
    [Fact]
    public void Tasks_and_value_tasks_complete_as_before() => Behaviour.Agrees(
        """
        [Shadowed] class Jobs
        {
            public async Task Plain() => await Task.Yield();
            public async Task<int> Number(int x) { await Task.Yield(); return x; }
            public ValueTask Value() => default;
            public ValueTask<int> Ready(int x) => new(x);
            public async ValueTask<int> Later(int x) { await Task.Yield(); return x + 1; }
            public async Task<T> Generic<T>(T x) { await Task.Yield(); return x; }
        }
        static class Program
        {
            private static async Task<string> All()
            {
                var jobs = new Jobs();
                var sum = 0;
                for (var i = 0; i < 3; i++)
                {
                    await jobs.Plain();
                    await jobs.Value().ConfigureAwait(false);
                    sum += await jobs.Number(1) + await jobs.Ready(10) + await jobs.Later(100);
                }
                return sum + await jobs.Generic("g");
            }
            public static string Run() => All().GetAwaiter().GetResult();
        }
        """,
        "336g",
        [
            "Program.All -> Jobs.Plain = 3", "Program.All -> Jobs.Value = 3", "Program.All -> Jobs.Number = 3", "Program.All -> Jobs.Ready = 3",
            "Program.All -> Jobs.Later = 3", "Program.All -> Jobs.Generic``1 = 1",
        ]);

    [Fact]
    public void Synchronous_throws_stay_synchronous_and_faults_stay_faults() => Behaviour.Agrees(
        """
        [Shadowed] static class Jobs
        {
            public static Task Now() => throw new InvalidOperationException("now");
            public static async Task Later() { await Task.Yield(); throw new InvalidOperationException("later"); }
            public static ValueTask<int> ValueNow() => throw new InvalidOperationException("value");
            public static Task? Null() => null;
        }
        static class Program
        {
            private static string Start(Func<Task?> start)
            {
                try
                {
                    var task = start();
                    if (task is null) return "null;";
                    try { task.Wait(); return "done;"; } catch (AggregateException e) { return "fault " + e.InnerException!.Message + ";"; }
                }
                catch (InvalidOperationException e) { return "throw " + e.Message + ";"; }
            }
            public static string Run() => Start(() => Jobs.Now()) + Start(() => Jobs.Later()) + Start(() => Jobs.ValueNow().AsTask()) + Start(() => Jobs.Null());
        }
        """,
        "throw now;fault later;throw value;null;",
        ["Program.Run -> Jobs.Now = 1", "Program.Run -> Jobs.Later = 1", "Program.Run -> Jobs.ValueNow = 1", "Program.Run -> Jobs.Null = 1"]);

    [Fact]
    public void Iterators_and_async_streams_stay_lazy() => Behaviour.Agrees(
        """
        static class Source
        {
            public static readonly List<string> Log = [];
            [Shadowed] public static IEnumerable<int> Numbers() { Log.Add("start"); yield return 1; Log.Add("end"); }
            [Shadowed] public static async IAsyncEnumerable<int> Stream() { Log.Add("begin"); await Task.Yield(); yield return 2; }
            [Shadowed] public static async void Forget() { Log.Add("void"); await Task.Yield(); }
        }
        static class Program
        {
            private static async Task<string> All()
            {
                var numbers = Source.Numbers();
                Source.Log.Add("made");
                foreach (var n in numbers) Source.Log.Add(n.ToString());
                var stream = Source.Stream();
                Source.Log.Add("made");
                await foreach (var n in stream) Source.Log.Add(n.ToString());
                Source.Forget();
                return string.Join(",", Source.Log);
            }
            public static string Run() => All().GetAwaiter().GetResult();
        }
        """,
        "made,start,1,end,made,begin,2,void",
        ["Program.All -> Source.Numbers = 1", "Program.All -> Source.Stream = 1", "Program.All -> Source.Forget = 1"]);
}
