using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;

namespace ShadowGen.Budgets;

/// <summary>Finds a call that gives a lock back in the IL of a finally block.</summary>
internal static class LockRelease
{
    private static readonly byte Call = (byte)OpCodes.Call.Value;
    private static readonly byte VirtualCall = (byte)OpCodes.Callvirt.Value;

    private static readonly HashSet<Type> Locks = [typeof(Monitor), typeof(Lock), typeof(Lock.Scope), typeof(ReaderWriterLockSlim), typeof(ReaderWriterLock), typeof(SpinLock), typeof(Mutex)];

    /// <summary>Takes each byte for an instruction: what is none names a method of these types by the rarest chance, and the answer is then too careful.</summary>
    public static bool IsIn(MethodBase method, ReadOnlySpan<byte> handler)
    {
        for (var i = 0; i + sizeof(int) < handler.Length; i++)
        {
            if ((handler[i] == Call || handler[i] == VirtualCall) && Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(handler[(i + 1)..]))?.DeclaringType is { } type && Locks.Contains(type))
                return true;
        }

        return false;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What was removed is not called.")]
    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception exception) when (exception is ArgumentException or BadImageFormatException or MissingMemberException or TypeLoadException or IOException)
        {
            return null; // no token, or of what is not there
        }
    }
}
