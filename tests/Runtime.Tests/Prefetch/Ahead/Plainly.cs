namespace ShadowGen.Runtime.Tests.Prefetch.Ahead;

/// <summary>Runs a test as code of a server runs: the test framework's synchronization context would keep anything from being started.</summary>
internal static class Plainly
{
    public static void Run(Action test)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            test();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
