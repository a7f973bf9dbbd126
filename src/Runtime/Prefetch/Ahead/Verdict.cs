namespace ShadowGen.Prefetch;

/// <summary>Whether it pays to prepare a call, and if not, why.</summary>
internal enum Verdict
{
    /// <summary>Too little was seen of it.</summary>
    Learning,

    /// <summary>It pays.</summary>
    Pays,

    /// <summary>The call takes no longer than is worth the trouble.</summary>
    CallTooShort,

    /// <summary>It is made too soon after the earliest point for anything to be won.</summary>
    LeadTooShort,

    /// <summary>What would be wasted is more than what would be won.</summary>
    TooUnlikely,

    /// <summary>It was done, and did not help.</summary>
    Regretted,

    /// <summary>The call, made early, changed the context of its caller.</summary>
    ChangesContext,
}
