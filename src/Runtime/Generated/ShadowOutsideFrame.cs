using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>A decorator's call under way; <c>default</c> for one that was counted at its call site. Used by emitted code only, on the thread that made the call. Never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ShadowOutsideFrame
{
    private readonly ShadowFrame _frame;
    private readonly bool _isCounted;

    internal ShadowOutsideFrame(ShadowFrame frame)
    {
        _frame = frame;
        _isCounted = true;
    }

    /// <summary>Whether this call's arguments have to be told: <see cref="ShadowCall.Arguments(long)"/>. False for one that was counted, and told, at its call site.</summary>
    public bool IsMeasured => _isCounted && _frame.IsMeasured;

    /// <summary>Watches for the completion of the async result, without replacing it.</summary>
    public void Observe(Task? result)
    {
        if (IsMeasured)
            ShadowCall.Observe(result);
    }

    /// <inheritdoc cref="Observe(Task?)"/>
    public void Observe(ValueTask result)
    {
        if (IsMeasured)
            ShadowCall.Observe(result);
    }

    /// <inheritdoc cref="Observe(Task?)"/>
    public void Observe<T>(ValueTask<T> result)
    {
        if (IsMeasured)
            ShadowCall.Observe(result);
    }

    /// <summary>Ends the call, or its synchronous part.</summary>
    public void Exit()
    {
        if (_isCounted)
            _frame.Exit();
    }
}
