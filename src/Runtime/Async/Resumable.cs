using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Async;

/// <summary>
/// A suspended state machine whose resumptions are measured. The framework's builder stands here and not in the state machine: that is copied when it is
/// first suspended, while its task comes to be a moment later, and all copies must see it.
/// </summary>
/// <typeparam name="TBuilder">The framework's builder.</typeparam>
internal abstract class Resumable<TBuilder>(AsyncMeasurement measurement, bool isOwner) : ResumptionMeter(measurement, isOwner)
    where TBuilder : struct
{
    /// <summary>A field, as the framework's builders are mutable structs.</summary>
    public TBuilder Builder;
}

/// <summary>What the framework takes for the state machine: it flows the context, resumes, and completes the task as for any other.</summary>
internal sealed class Resumable<TBuilder, TStateMachine>(AsyncMeasurement measurement, bool isOwner) : Resumable<TBuilder>(measurement, isOwner), IAsyncStateMachine
    where TBuilder : struct
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>The method's own, as it was when first suspended, and from then on.</summary>
    public TStateMachine? StateMachine;

    /// <inheritdoc/>
    public void MoveNext()
    {
        Begin();
        StateMachine!.MoveNext(); // ends in Suspend or in Complete, on this thread
    }

    /// <inheritdoc/>
    public void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }
}
