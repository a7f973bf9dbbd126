using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Parsing;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Files are bound several at a time, and drivers are forked: neither may show in what comes out.</summary>
public class ConcurrencyTests
{
    private const int Files = 40;

    private const string A = "using ShadowGen; public static class A { [Shadowed] public static int Price(int x) { return x; } }";

    private static readonly Project Many = Project.Of([("A.cs", A), .. Enumerable.Range(0, Files).Select(i => ($"F{i}.cs", Caller(i, 1)))]);

    [Fact]
    public void One_thread_and_many_give_the_same_in_the_same_order()
    {
        var threads = new ConcurrentBag<int>();
        var single = Many.With(compilation => compilation.WithOptions(compilation.Options.WithConcurrentBuild(false)));
        var driver = Project.Driver(bound: _ => threads.Add(Environment.CurrentManagedThreadId)).RunGenerators(single.Compilation);
        Assert.Equal(Files + 1, threads.Count);
        Assert.Equal([Environment.CurrentManagedThreadId], threads.Distinct());
        Assert.Equal(Hints(driver), Hints(Project.Driver().RunGenerators(Many.Compilation)));
        Assert.Equal(Project.Outputs(driver), Many.Generate());
    }

    [Fact]
    public void Forks_of_a_driver_that_run_at_once_each_give_what_a_cold_run_gives()
    {
        var driver = Project.Driver().RunGenerators(Many.Compilation);
        Parallel.For(0, 16, fork =>
        {
            var edited = Many.Edit($"F{fork % 4}.cs", Caller(fork % 4, fork)).Edit("A.cs", fork % 2 == 0 ? A : A.Replace("int x)", "long x)", StringComparison.Ordinal));
            Assert.Equal(Project.Outputs(Project.Driver().RunGenerators(edited.Compilation)), Project.Outputs(driver.RunGenerators(edited.Compilation)));
        });
    }

    [Fact]
    public void A_cancelled_run_says_so_and_the_next_one_is_whole()
    {
        using var cancellation = new CancellationTokenSource();
        var driver = Project.Driver(bound: _ => cancellation.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => driver.RunGenerators(Many.Compilation, cancellation.Token));
        Assert.Equal(Many.Generate(), Project.Outputs(driver.RunGenerators(Many.Compilation, CancellationToken.None)));
    }

    [Fact]
    public void The_compiler_sees_a_fault_as_it_was_thrown()
    {
        var driver = Project.Driver(bound: _ => throw new InvalidOperationException("fault")).RunGenerators(Many.Compilation);
        Assert.Equal("fault", Assert.IsType<InvalidOperationException>(driver.GetRunResult().Results.Single().Exception).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    public void Each_item_is_done_once(int count)
    {
        var done = new ConcurrentBag<int>();
        Workers.Run(count, isConcurrent: true, static () => 0, (_, item) => done.Add(item), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, count), done.Order());
    }

    [Fact]
    public void No_state_of_a_worker_is_used_by_two_at_once()
    {
        Workers.Run(
            200,
            isConcurrent: true,
            static () => new int[1],
            static (uses, _) =>
            {
                Assert.Equal(1, Interlocked.Increment(ref uses[0]));
                Thread.SpinWait(1000);
                Interlocked.Decrement(ref uses[0]);
            },
            CancellationToken.None);
    }

    private static string Caller(int file, int argument) => $"public static class F{file} {{ public static long Use() => A.Price({argument}) + A.Price({file}); }}";

    private static IEnumerable<string> Hints(GeneratorDriver driver) => driver.GetRunResult().Results.Single().GeneratedSources.Select(source => source.HintName);
}
