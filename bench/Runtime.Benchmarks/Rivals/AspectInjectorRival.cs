using System.Runtime.CompilerServices;
using AspectInjector.Broker;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Rivals;

/// <summary>Around advice, woven into the callee at compile time, that counts.</summary>
internal readonly struct AspectInjectorRival : ITiny1
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x) => AspectInjectorTarget.Target(x) + 1;
}

internal static class AspectInjectorTarget
{
    [Counted]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Target(int x) => x ^ 0x2A;
}

[Aspect(Scope.Global)]
[Injection(typeof(CountedAttribute))]
[AttributeUsage(AttributeTargets.Method)]
public sealed class CountedAttribute : Attribute
{
    private long _calls;

    [Advice(Kind.Around, Targets = Target.Method)]
    public object Around([Argument(Source.Target)] Func<object[], object> target, [Argument(Source.Arguments)] object[] arguments)
    {
        _calls++;
        return target(arguments);
    }
}
