using System.Runtime;
using System.Runtime.CompilerServices;
using ShadowGen.Prefetch;

namespace ShadowGen.Tests.Prefetch;

public sealed class CodePreparationTests
{
    private const string Here = "M:ShadowGen.Tests.Prefetch.CodePreparationTests.";

    private static string Name => typeof(CodePreparationTests).Assembly.GetName().Name!;

    [Fact]
    public void What_was_prepared_is_not_compiled_at_its_first_call()
    {
        var preparation = new CodePreparation();
        Call(Warm.Up); // the code around

        preparation.Prepare([Code("Warm.First")], TimeSpan.FromMinutes(1));

        Assert.Equal(0, Call(Warm.First));
        Assert.True(Call(Warm.Second) > 0);
        Assert.Equal(1, preparation.Prepared);
        Assert.True(preparation.CpuNs > 0);
    }

    [Fact]
    public void Each_method_is_prepared_once_with_its_shims_and_its_caller()
    {
        var preparation = new CodePreparation();
        var code = new ExpectedCode(typeof(Shims), 1, Name, Here + "Once.Callee", Here + "Once.Caller");

        preparation.Prepare([code, code, code with { Edge = 2 }], TimeSpan.FromMinutes(1));

        Assert.Equal(4, preparation.Prepared); // caller, callee, two shims
        Assert.Equal(3, preparation.Expected);
    }

    [Fact]
    public void Nothing_is_prepared_without_a_budget_or_once_it_is_used_up()
    {
        var preparation = new CodePreparation();
        preparation.Prepare([Code("Once.Callee")], TimeSpan.Zero);
        Assert.Equal(0, preparation.Prepared);

        preparation.Prepare([Code("Once.Callee"), Code("Once.Caller")], TimeSpan.FromTicks(1));
        Assert.Equal(1, preparation.Prepared); // the first one has taken more than that
    }

    [Fact]
    public void What_is_not_there_is_passed_over()
    {
        var preparation = new CodePreparation();

        preparation.Prepare(
            [Code("Once.Missing"), Code("Once.Callee") with { Assembly = "Nowhere" }, Code("Once.Caller")],
            TimeSpan.FromMinutes(1));

        Assert.Equal(1, preparation.Prepared);
    }

    private static ExpectedCode Code(string callee) => new(typeof(NoShims), 0, Name, Here + callee, "");

    // Methods that the first call has compiled.
    private static long Call(Action action)
    {
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        action();
        return JitInfo.GetCompiledMethodCount(currentThread: true) - before;
    }

    private static class NoShims;

    private static class Shims
    {
        internal static void Callee_1() { }

        internal static void Callee_2() { }
    }

    private static class Once
    {
        public static void Callee() { }

        public static void Caller() { }
    }

    private static class Warm
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Up() => GC.KeepAlive(nameof(Up));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void First() => GC.KeepAlive(nameof(First));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Second() => GC.KeepAlive(nameof(Second));
    }
}
