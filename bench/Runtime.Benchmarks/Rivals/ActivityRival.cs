using System.Diagnostics;
using System.Runtime.CompilerServices;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Rivals;

/// <summary>An <see cref="Activity"/> per call, with a listener that wants all data.</summary>
internal readonly struct ActivityRival : ITiny1
{
    private const string SourceName = "ShadowGen.Benchmarks.Activity";
    private static readonly ActivitySource s_source = new(SourceName);

    public static IDisposable Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x)
    {
        using var activity = s_source.StartActivity("Target");
        return Target(x) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Target(int x) => x ^ 0x2A;
}
