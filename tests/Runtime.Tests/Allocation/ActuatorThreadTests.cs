using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class ActuatorThreadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void Calls_run_on_one_thread_that_is_not_the_pools()
    {
        var runner = new ActuatorThread("test");
        var threads = new HashSet<int>();
        for (var i = 0; i < 10; i++)
        {
            Assert.True(runner.TryRun(
                _ =>
                {
                    Assert.False(Thread.CurrentThread.IsThreadPoolThread);
                    threads.Add(Environment.CurrentManagedThreadId);
                },
                Long));
        }

        Assert.Single(threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, threads);
    }

    [Fact]
    public void What_a_call_throws_comes_out()
    {
        var runner = new ActuatorThread("test");

        Assert.Equal("broken", Assert.Throws<InvalidOperationException>(() => runner.TryRun(_ => throw new InvalidOperationException("broken"), Long)).Message);
        Assert.True(runner.TryRun(_ => { }, Long));
    }

    [Fact]
    public void A_call_that_hangs_is_given_up_and_told_so_and_others_wait_for_it()
    {
        var runner = new ActuatorThread("test");
        using var goOn = new ManualResetEventSlim();
        using var cancelled = new ManualResetEventSlim();

        Assert.False(runner.TryRun(
            token =>
            {
                token.Register(cancelled.Set);
                goOn.Wait(CancellationToken.None);
            },
            Short));
        Assert.True(cancelled.Wait(Long));
        Assert.True(runner.IsHanging);
        Assert.False(runner.TryRun(_ => Assert.Fail("it was begun beside one that hangs"), Long));

        goOn.Set();
        Assert.True(SpinWait.SpinUntil(() => !runner.IsHanging, Long));
        Assert.True(runner.TryRun(_ => { }, Long));
    }
}
