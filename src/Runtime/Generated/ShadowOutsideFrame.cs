using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>A decorator's call under way; <c>default</c> for one that was counted at its call site. Used by emitted code only, on the thread that made the call. Never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ShadowOutsideFrame
{
    private ShadowProbe _probe;

    internal ShadowOutsideFrame(ShadowProbe probe) => _probe = probe;

    /// <summary>Watches for the completion of the async result, without replacing it.</summary>
    public void Observe(Task? result) => _probe.Observe(result);

    /// <inheritdoc cref="Observe(Task?)"/>
    public void Observe(in ValueTask result) => _probe.Observe(in result);

    /// <inheritdoc cref="Observe(Task?)"/>
    public void Observe<T>(in ValueTask<T> result) => _probe.Observe(in result);

    /// <summary>Ends the call, or its synchronous part.</summary>
    public void Exit() => _probe.End();
}
