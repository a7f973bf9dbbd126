using System.Threading.RateLimiting;

namespace ShadowGen.Admission;

/// <summary>Work that waits for admission. Whoever holds the lock of the controller decides what becomes of it, once: it is in a queue until then.</summary>
internal sealed class Waiter(AdmissionController controller, in Work work, CancellationToken cancellation) : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly Work _work = work;

    private CancellationTokenRegistration _registration;

    public ref readonly Work Work => ref _work;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Null: decided.</summary>
    public WaitingFlow? Flow { get; set; }

    /// <summary>Neighbours in the flow: asked before, asked later.</summary>
    public Waiter? Older { get; set; }

    /// <inheritdoc cref="Older"/>
    public Waiter? Newer { get; set; }

    /// <summary>Outside of the lock: a token that is cancelled already calls back at once.</summary>
    public void WatchCancellation()
    {
        if (!cancellation.CanBeCanceled) return;
        _registration = cancellation.UnsafeRegister(static state => ((Waiter)state!).Cancel(), this);
        // Decided meanwhile: nobody else will let go of the token.
        if (Task.IsCompleted) _registration.Unregister();
    }

    /// <summary>Never waits for a callback that runs.</summary>
    public void Decide(RateLimitLease lease)
    {
        _registration.Unregister();
        SetResult(lease);
    }

    private void Cancel() => controller.Cancel(this);
}
