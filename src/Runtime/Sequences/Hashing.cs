using System.Runtime.CompilerServices;

namespace ShadowGen.Sequences;

/// <summary>Hashes of contexts: small and fast, by multiplication and shift; equal on every machine.</summary>
internal static class Hashing
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint hash, uint value)
    {
        hash = (hash ^ value) * 0x9E3779B1u;
        return hash ^ (hash >> 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint hash, int value) => Mix(hash, (uint)value);

    /// <summary>Spreads what <see cref="Mix(uint, uint)"/> left uneven over all bits (the finaliser of MurmurHash3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85EBCA6Bu;
        hash ^= hash >> 13;
        hash *= 0xC2B2AE35u;
        return hash ^ (hash >> 16);
    }
}
