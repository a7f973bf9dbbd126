namespace ShadowGen.Counters;

/// <summary>Counts bytes for as long as the running thread works for it, and those that it has waited for then. The floor knows no more of budgets than this. Thread-safe.</summary>
internal abstract class NetworkTally
{
    [ThreadStatic]
    private static NetworkTally? _ofThisThread;

    /// <summary>The running thread's; null for none.</summary>
    public static NetworkTally? Current
    {
        get => _ofThisThread;
        protected set => _ofThisThread = value;
    }

    /// <param name="bytes">More than 0.</param>
    public abstract void AddNetwork(long bytes);
}
