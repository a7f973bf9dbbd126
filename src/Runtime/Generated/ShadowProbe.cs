using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>One measured call, from <see cref="ShadowCall.Sample"/> to <see cref="End"/>. Lives on the caller's stack; never throws.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ShadowProbe
{
    private nint _block;

    internal readonly bool IsActive => _block != 0;

    /// <summary>Watches for the completion of an async result, without replacing it.</summary>
    public void Observe(Task? result)
    {
        _block = 0;
    }

    /// <summary>Watches for the completion of an async result, without consuming it.</summary>
    public void Observe<T>(in ValueTask<T> result)
    {
        _block = 0;
    }

    /// <summary>Watches for the completion of an async result, without consuming it.</summary>
    public void Observe(in ValueTask result)
    {
        _block = 0;
    }

    /// <summary>Ends the synchronous part: pops the frame and hands the measurement to the engine.</summary>
    public void End()
    {
        _block = 0;
    }
}
