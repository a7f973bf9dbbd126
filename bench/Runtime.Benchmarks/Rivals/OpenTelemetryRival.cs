using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Trace;
using ShadowGen.Benchmarks.Workloads;

namespace ShadowGen.Benchmarks.Rivals;

/// <summary>The OpenTelemetry SDK, always on, with a processor that does nothing and no exporter.</summary>
internal readonly struct OpenTelemetryRival : ITiny1
{
    private const string SourceName = "ShadowGen.Benchmarks.OpenTelemetry";
    private static readonly ActivitySource s_source = new(SourceName);

    public static IDisposable Listen() => Sdk.CreateTracerProviderBuilder()
        .AddSource(SourceName)
        .SetSampler(new AlwaysOnSampler())
        .AddProcessor(new NoProcessing())
        .Build();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Caller(int x)
    {
        using var activity = s_source.StartActivity("Target");
        return Target(x) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Target(int x) => x ^ 0x2A;

    private sealed class NoProcessing : BaseProcessor<Activity>;
}
