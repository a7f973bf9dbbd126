namespace ShadowGen;

/// <summary>How far the <see cref="AdaptiveRuntimeManager"/> may go.</summary>
public enum ManagerMode
{
    /// <summary>Nothing is planned and nothing is changed: the app is measured and foretold, that is all.</summary>
    Observe,

    /// <summary>Plans are made and explained, with what they would have saved; nothing is changed.</summary>
    Recommend,

    /// <summary>Plans are carried out, verified, and undone where they do not help.</summary>
    Act,
}
