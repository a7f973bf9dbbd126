using System.Runtime.InteropServices;

namespace ShadowGen.Counters;

/// <summary>Zeroed memory that the system commits page by page at first touch, so that a reservation costs address space only. Thread-safe.</summary>
internal static unsafe partial class NativePages
{
    private const int ReadWrite = 1 | 2;
    private const int MapPrivateAnonymousLinux = 0x02 | 0x20 | 0x4000; // MAP_NORESERVE: untouched pages do not count against the commit limit
    private const int MapPrivateAnonymousMac = 0x02 | 0x1000;
    private const uint MemCommitReserve = 0x1000 | 0x2000;
    private const uint MemRelease = 0x8000;
    private const uint PageReadWrite = 0x04;

    /// <summary>Returns <paramref name="bytes"/> zeroed bytes aligned to at least 128, or null when there are none to have.</summary>
    public static byte* Allocate(nuint bytes)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            var flags = OperatingSystem.IsLinux() ? MapPrivateAnonymousLinux : MapPrivateAnonymousMac;
            var mapped = MMap(0, bytes, ReadWrite, flags, -1, 0);
            return mapped == -1 ? null : (byte*)mapped;
        }

        if (OperatingSystem.IsWindows())
            return (byte*)VirtualAlloc(0, bytes, MemCommitReserve, PageReadWrite);

        var memory = (byte*)NativeMemory.AlignedAlloc(bytes, 128);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }

    /// <summary>Returns memory from <see cref="Allocate"/>; <paramref name="bytes"/> as it was asked for.</summary>
    public static void Free(void* memory, nuint bytes)
    {
        if (memory == null)
            return;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _ = MUnmap((nint)memory, bytes);
        else if (OperatingSystem.IsWindows())
            _ = VirtualFree((nint)memory, 0, MemRelease);
        else
            NativeMemory.AlignedFree(memory);
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MUnmap(nint address, nuint length);

    [LibraryImport("kernel32", EntryPoint = "VirtualAlloc")]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", EntryPoint = "VirtualFree")]
    private static partial int VirtualFree(nint address, nuint size, uint type);
}
