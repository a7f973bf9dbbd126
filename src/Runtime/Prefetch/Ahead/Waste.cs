namespace ShadowGen.Prefetch;

/// <summary>Why the result of an early call was dropped.</summary>
internal enum Waste
{
    /// <summary>The method ended without the call.</summary>
    NotReached,

    /// <summary>The real call had another receiver or other arguments.</summary>
    Mismatch,

    /// <summary>The early call failed or was cancelled.</summary>
    Fault,

    /// <summary>The real call was made in another context: other values that flow on, a transaction, a scheduler; or its token was cancelled meanwhile.</summary>
    Context,
}
