namespace ShadowGen;

/// <summary>What became of a decision.</summary>
public enum DecisionOutcome
{
    /// <summary>It would have been carried out: the mode is <see cref="ManagerMode.Recommend"/>.</summary>
    Recommended,

    /// <summary>It was carried out, and verified.</summary>
    Applied,

    /// <summary>Part of it is in effect; the next actuator is asked for the rest.</summary>
    AppliedInPart,

    /// <summary>The actuator refused or failed.</summary>
    Failed,

    /// <summary>The actuator did not answer in time and was given up.</summary>
    TimedOut,

    /// <summary>The actuator said that it was done, and it was not.</summary>
    NotInEffect,

    /// <summary>No actuator could carry it out.</summary>
    NotCarriedOut,

    /// <summary>What was set before is set again.</summary>
    Undone,

    /// <summary>What was set before could not be set again.</summary>
    UndoFailed,
}
