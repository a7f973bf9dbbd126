using System.Runtime.InteropServices;

namespace ShadowGen.Counters;

/// <summary>Zeroed memory that the system commits page by page at first touch, so that a reservation costs address space only. Thread-safe.</summary>
internal static unsafe partial class NativePages
{
    private const int ReadWrite = 1 | 2;
    private const int NoHugePages = 15;
    private const int MapPrivateAnonymousLinux = 0x02 | 0x20 | 0x4000; // MAP_NORESERVE: untouched pages do not count against the commit limit
    private const int MapPrivateAnonymousMac = 0x02 | 0x1000;
    private const uint MemCommit = 0x1000;
    private const uint MemReserve = 0x2000;
    private const uint MemRelease = 0x8000;
    private const uint PageReadWrite = 0x04;

    /// <summary>Reserves <paramref name="bytes"/> zeroed bytes, aligned to at least 128; use what <see cref="Commit"/> was told. Null when there are none to have.</summary>
    public static byte* Reserve(nuint bytes)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            var flags = OperatingSystem.IsLinux() ? MapPrivateAnonymousLinux : MapPrivateAnonymousMac;
            var mapped = MMap(0, bytes, ReadWrite, flags, -1, 0);
            if (mapped == -1)
                return null;
            if (OperatingSystem.IsLinux())
                _ = MAdvise(mapped, bytes, NoHugePages); // neighbours must not become one huge page, committed as a whole
            return (byte*)mapped;
        }

        if (OperatingSystem.IsWindows())
            return (byte*)VirtualAlloc(0, bytes, MemReserve, PageReadWrite);

        var memory = (byte*)NativeMemory.AlignedAlloc(bytes, 128);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }

    /// <summary>Makes the first <paramref name="bytes"/> of a reservation usable; again and with more at will. False when the system has no memory for them.</summary>
    public static bool Commit(void* memory, nuint bytes) =>
        !OperatingSystem.IsWindows() || VirtualAlloc((nint)memory, bytes, MemCommit, PageReadWrite) != 0;

    /// <summary>Returns memory from <see cref="Reserve"/>; <paramref name="bytes"/> as it was asked for.</summary>
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

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int MAdvise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MUnmap(nint address, nuint length);

    [LibraryImport("kernel32", EntryPoint = "VirtualAlloc")]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", EntryPoint = "VirtualFree")]
    private static partial int VirtualFree(nint address, nuint size, uint type);
}
