using System.Runtime.InteropServices;

namespace ShadowGen.Allocation;

/// <summary>
/// Whether nobody but this user, and root, can have put into a folder what is in it. A name among the temporary files can be taken by anybody, and what a journal says is set.
/// </summary>
internal static unsafe partial class PrivateFolder
{
    private const int OfWorkingFolder = -100; // AT_FDCWD
    private const uint BasicStatus = 0x7FF; // STATX_BASIC_STATS
    private const int StatusBytes = 256, UserOffset = 20, ModeOffset = 28; // struct statx, statx(2)
    private const int WritableByOthers = 0x12; // S_IWGRP | S_IWOTH

    /// <summary>Linux only: journals are of control groups, which nothing else has.</summary>
    /// <param name="folder">One that exists.</param>
    /// <returns>Null when the folder is this user's alone, else why it is not.</returns>
    public static string? WhyNot(string folder)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> status = stackalloc byte[StatusBytes];
        try
        {
            fixed (byte* start = status)
            {
                if (Statx(OfWorkingFolder, folder, 0, BasicStatus, start) != 0) return $"{folder} cannot be looked at";
            }
            return MemoryMarshal.Read<uint>(status[UserOffset..]) != UserId() ? $"{folder} is somebody else's"
                : (MemoryMarshal.Read<ushort>(status[ModeOffset..]) & WritableByOthers) != 0 ? $"{folder} can be written by others"
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return $"{folder} cannot be looked at: the C library is too old";
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint UserId();
}
