using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShadowGen.Model;

/// <summary>
/// A process's turn at a file: an exclusive lock on a lock file beside it, which is there only while someone has the turn; the lock goes with the process, however that ends, and the next turn takes the file
/// away. Only who has the lock of the file that is in its place may take it away: a lock on one that was taken away meanwhile is no turn, so whoever gets one tries again.
/// </summary>
internal sealed unsafe partial class FileTurn : IDisposable
{
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly byte[] _token = Guid.NewGuid().ToByteArray();

    private FileTurn(string path)
    {
        _path = path;
        // Elsewhere than on Windows, .NET deletes on closing by name, whoever's file has it then.
        _lock = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        try
        {
            _lock.Write(_token);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <param name="path">The lock file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="locked">Called with each lock, before it is known to be a turn.</param>
    /// <exception cref="IOException">Others have had the turn for two seconds, or there can be no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write it.</exception>
    public static FileTurn Take(string path, CancellationToken cancellation, Action? locked = null)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var turn = new FileTurn(path);
                locked?.Invoke();
                if (turn.IsInPlace()) return turn;
                turn._lock.Dispose();
            }
            catch (Exception exception) when (IsBusy(exception) && waited.Elapsed <= MostWait)
            {
                Thread.Sleep(Poll);
            }
        }
    }

    public void Dispose()
    {
        // Before the lock goes, and never another's.
        if (!OperatingSystem.IsWindows() && IsInPlace()) TryDelete();
        _lock.Dispose();
    }

    private static bool IsBusy(Exception exception) => exception switch
    {
        DirectoryNotFoundException or FileNotFoundException or PathTooLongException => false,
        IOException => true,
        // What a file says on Windows that is being deleted.
        UnauthorizedAccessException => OperatingSystem.IsWindows(),
        _ => false,
    };

    private void TryDelete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It stays, and the next turn is by it.
        }
    }

    // By what is written in it: the locks of .NET would keep this process itself from opening it once more.
    private bool IsInPlace()
    {
        if (OperatingSystem.IsWindows()) return true;
        var descriptor = Open(_path, 0);
        if (descriptor < 0) return false;
        Span<byte> found = stackalloc byte[_token.Length];
        nint read;
        fixed (byte* start = found) read = Read(descriptor, start, found.Length);
        _ = Close(descriptor);
        return read == found.Length && found.SequenceEqual(_token);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
