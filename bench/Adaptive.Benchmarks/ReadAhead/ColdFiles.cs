using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ShadowGen.QuickStart.Corpus;

namespace ShadowGen.Adaptive.Benchmarks.ReadAhead;

/// <summary>Takes files out of the system's memory, one by one: what other processes have there stays.</summary>
internal static partial class ColdFiles
{
    private const int DontNeed = 4;

    public static void Chill(IReadOnlyList<SourceFile> files)
    {
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle); // pages that are not written yet cannot be dropped
            if (Advise(handle, 0, 0, DontNeed) is not 0 and var error) throw new Win32Exception(error);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
