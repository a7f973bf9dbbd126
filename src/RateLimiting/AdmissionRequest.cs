namespace ShadowGen;

/// <summary>What a piece of work is expected to need, asked for admission.</summary>
/// <remarks>A plain value; making one neither locks nor, but for names that are made for it, allocates.</remarks>
public readonly record struct AdmissionRequest
{
    /// <summary>Processor time, above 0; null where nothing is known: then what work of the same <see cref="Kind"/> has been seen to take.</summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>Time that the work takes without using a processor, as one that waits for a database; 0 or more.</summary>
    public TimeSpan WaitingTime { get; init; }

    /// <summary>What is waited for. Each has a capacity of its own, so that a slow one holds up its own callers alone. Null: one that has no name, together with all others without.</summary>
    public string? Dependency { get; init; }

    /// <summary>Work whose predictions are checked together, such as an endpoint. Null: all work without one.</summary>
    public string? Kind { get; init; }

    /// <summary>Which share it has where there is not enough for all.</summary>
    public AdmissionPriority Priority { get; init; }

    /// <summary>From asking for admission to the end of the work, above 0; null: <see cref="PredictiveRateLimiterOptions.LatencyTarget"/>. Work that is queued and can no longer end by then is refused.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What a call is predicted to need, for its arguments: <c>AdmissionRequest.For(Shadows.Type.Method(args))</c>. Its time counts as processor time alone.</summary>
    /// <param name="call">A call in the model.</param>
    public static AdmissionRequest For(in ShadowExecution call) => For(call.Needs, null);

    /// <summary>What a call is predicted to need that waits for something.</summary>
    /// <param name="call">A call in the model.</param>
    /// <param name="dependency">What the call waits for while it uses no processor.</param>
    public static AdmissionRequest For(in ShadowExecution call, string? dependency) => For(call.Needs, dependency);

    /// <summary>What is predicted: the expected CPU time and, where the call waits for a dependency, what its elapsed time is expected to be above that. What was not measured is not known.</summary>
    /// <param name="needs">A prediction of a call or of a path.</param>
    /// <param name="dependency">What is waited for while no processor is used; null: nothing, since what a busy processor adds to elapsed times is no dependency.</param>
    public static AdmissionRequest For(in ResourcePrediction needs, string? dependency)
    {
        var request = new AdmissionRequest { Kind = needs.Node.IsEmpty ? null : needs.Node.Name };
        if (!(needs.CpuTime.Mean > 0)) return request;
        var waiting = dependency is null ? 0 : needs.ElapsedTime.Mean - needs.CpuTime.Mean;
        return request with
        {
            ProcessorTime = Span(needs.CpuTime.Mean),
            WaitingTime = waiting > 0 ? Span(waiting) : TimeSpan.Zero,
            Dependency = dependency,
        };
    }

    private static TimeSpan Span(double nanoseconds) => TimeSpan.FromTicks((long)Math.Clamp(nanoseconds / TimeSpan.NanosecondsPerTick, 1, TimeSpan.TicksPerDay));
}
