using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Budgets that stand in a method's attribute, in real programs.</summary>
[Collection(nameof(Services))]
public class BudgetTests
{
    [Fact]
    public void Recursion_ends_at_the_depth_of_its_method() => Assert.Equal(
        "Depth 3 of 2 in Tree.Walk, walked 2; then 2",
        Run(
            """
            class Tree
            {
                public int Walked;
                [Shadowed(DepthBudget = 2)] public int Walk(int left) { Walked++; return left == 0 ? 0 : Between(left - 1); }
                private int Between(int left) => Walk(left);
            }
            static class Program
            {
                public static string Run()
                {
                    var tree = new Tree();
                    string told;
                    try { tree.Walk(10); told = "not ended"; } catch (ShadowBudgetExceededException e) { told = Told(e) + ", walked " + tree.Walked; }
                    tree.Walked = 0;
                    tree.Walk(1); // two within each other, again
                    return told + "; then " + tree.Walked;
                }
            """));

    [Fact]
    public void Depth_is_that_of_the_flow_and_not_of_the_thread() => Assert.Equal(
        "done 100; Depth 4 of 3 in Jobs.DownAsync",
        Run(
            """
            class Jobs
            {
                public int Done;
                [Shadowed(DepthBudget = 1)] public async Task OnceAsync(Task start) { await start; await Task.Yield(); System.Threading.Interlocked.Increment(ref Done); }
                [Shadowed(DepthBudget = 3)] public async Task DownAsync(int left) { await Task.Yield(); if (left > 0) await DownAsync(left - 1); }
            }
            static class Program
            {
                public static string Run() => All().GetAwaiter().GetResult();
                private static async Task<string> All()
                {
                    var jobs = new Jobs();
                    var start = new TaskCompletionSource();
                    var all = Enumerable.Range(0, 100).Select(_ => jobs.OnceAsync(start.Task)).ToArray(); // all at a time, none within another
                    start.SetResult();
                    await Task.WhenAll(all);
                    await jobs.DownAsync(2);
                    try { await jobs.DownAsync(3); return "not ended"; } catch (ShadowBudgetExceededException e) { return "done " + jobs.Done + "; " + Told(e); }
                }
            """));

    [Theory]
    [InlineData("ElapsedBudgetMilliseconds = 300", "while (true) Step(0);", "ElapsedTime")]
    [InlineData("CpuBudgetMilliseconds = 100", "while (true) Step(0);", "CpuTime")]
    [InlineData("AllocatedBytesBudget = 100_000", "while (true) Step(1000);", "AllocatedBytes")]
    [InlineData("CallBudget = 1000", "while (true) Step(0);", "Calls")]
    [InlineData("ElapsedBudgetMilliseconds = 60_000", "Loop();", "Depth")]
    public void A_call_that_uses_more_is_ended_and_the_next_is_not(string budget, string body, string resource) => Assert.Equal(
        $"{resource} in Work.Loop; next ends by itself",
        Run(
            $$"""
            class Work
            {
                public static byte[] Kept = [];
                [Shadowed({{budget}})] public void Loop() { {{body}} }
                [Shadowed] public void Step(int bytes) => Kept = new byte[bytes];
                [Shadowed({{budget}})] public void Small() => Step(1);
            }
            static class Program
            {
                public static string Run()
                {
                    var work = new Work();
                    string told;
                    try { work.Loop(); told = "not ended"; } catch (ShadowBudgetExceededException e) { told = e.Resource + " in " + e.FlowName; }
                    for (var end = DateTime.UtcNow.AddMilliseconds(100); DateTime.UtcNow < end;) work.Small();
                    return told + "; next ends by itself";
                }
            """));

    [Fact]
    public void An_async_call_is_under_its_budget_until_it_is_complete() => Assert.Equal(
        "ElapsedTime in Work.LoopAsync; ElapsedTime in Work.ValueAsync; free",
        Run(
            """
            class Work
            {
                [Shadowed(ElapsedBudgetMilliseconds = 5)] public async Task LoopAsync() { while (true) { await Task.Yield(); Step(); } }
                [Shadowed(ElapsedBudgetMilliseconds = 5)] public async ValueTask<int> ValueAsync() { while (true) { await Task.Yield(); Step(); } }
                [Shadowed] public void Step() { }
            }
            static class Program
            {
                public static string Run() => All().GetAwaiter().GetResult();
                private static async Task<string> All()
                {
                    var work = new Work();
                    var told = "";
                    var first = work.LoopAsync();
                    for (var end = DateTime.UtcNow.AddMilliseconds(100); DateTime.UtcNow < end;) work.Step(); // beside it, not within
                    try { await first; } catch (ShadowBudgetExceededException e) { told += e.Resource + " in " + e.FlowName + "; "; }
                    try { await work.ValueAsync(); } catch (ShadowBudgetExceededException e) { told += e.Resource + " in " + e.FlowName + "; "; }
                    for (var end = DateTime.UtcNow.AddMilliseconds(100); DateTime.UtcNow < end;) work.Step();
                    return told + "free";
                }
            """));

    [Fact]
    public void What_a_call_sends_and_receives_is_limited() => Assert.Equal(
        "NetworkBytes, more than 5000: True",
        Run(
            """
            class Work
            {
                private readonly System.IO.Stream _stream = new ShadowStream(new System.IO.MemoryStream(new byte[1 << 20]));
                private readonly byte[] _buffer = new byte[100];
                [Shadowed(NetworkBytesBudget = 5000)] public void Loop() { while (_stream.Position < 1_000_000) { Step(); System.Threading.Thread.Sleep(1); } }
                [Shadowed] public int Step() => _stream.Read(_buffer);
            }
            static class Program
            {
                public static string Run()
                {
                    try { new Work().Loop(); return "not ended"; } catch (ShadowBudgetExceededException e) { return e.Resource + ", more than 5000: " + (e.Used > 5000); }
                }
            """));

    [Fact]
    public void A_private_method_of_a_private_type_has_its_budget_too() => Assert.Equal(
        "Depth 2 of 1 in Host.Down",
        Run(
            """
            partial class Host
            {
                private sealed class Own { }
                [Shadowed(DepthBudget = 1)] private Own Down(Own own) => Down(own);
                public static string Try() { try { new Host().Down(new Own()); return "not ended"; } catch (ShadowBudgetExceededException e) { return Program.Told(e); } }
            }
            static class Program
            {
                public static string Run() => Host.Try();
            """));

    private static string Run(string source)
    {
        var files = new[] { ("/project/Program.cs", "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using ShadowGen;\nnamespace Tested {\n" + source
            + "\n public static string Told(ShadowBudgetExceededException e) => $\"{e.Resource} {e.Used} of {e.Allowed} in {e.FlowName}\"; } }") };
        return Harness.Run.Program(Compiler.Emit(Compiler.Shadowed(Compiler.Plain(files)))).Trace;
    }
}
