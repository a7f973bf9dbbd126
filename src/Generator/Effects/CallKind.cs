namespace ShadowGen.Generator.Effects;

/// <summary>What a call of a method without a body at hand does.</summary>
internal enum CallKind
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>Changes nothing; its result may be, or hold, what it was given.</summary>
    Reads,

    /// <summary>Changes nothing; its result is a new object that may hold what it was given.</summary>
    Creates,

    /// <summary>Changes nothing; its result is new, and so is all that it holds.</summary>
    Fetches,

    /// <summary>Changes its receiver, or for a static method what it is given, and nothing else.</summary>
    ChangesReceiver,

    /// <summary>Does something outside of the program's memory that is no read.</summary>
    Acts,
}
