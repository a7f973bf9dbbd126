namespace ShadowGen.Counters;

/// <summary>Whether anything in the process measures network bytes: until then they are unknown, which is not the same as none.</summary>
internal static class NetworkMeter
{
    private static bool _inUse;

    public static bool InUse => Volatile.Read(ref _inUse);

    public static void Use() => Volatile.Write(ref _inUse, true);
}
