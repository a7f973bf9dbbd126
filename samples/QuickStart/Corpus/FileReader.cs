using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace ShadowGen.QuickStart.Corpus;

/// <summary>Reads text files, up to a size. Thread-safe.</summary>
/// <param name="maximumBytes">Larger files are not opened.</param>
[Shadowed]
internal sealed class FileReader(int maximumBytes = FileReader.DefaultMaximumBytes)
{
    public const int DefaultMaximumBytes = 1 << 20;

    public int MaximumBytes => maximumBytes;

    [Shadowed(Prefetch = nameof(Warm))]
    public async Task<FileContent> ReadAsync(SourceFile file)
    {
        if (file.Length == 0) return FileContent.Without(ReadOutcome.Empty);
        if (file.Length > maximumBytes) return FileContent.Without(ReadOutcome.TooLarge);
        var buffer = ArrayPool<byte>.Shared.Rent((int)file.Length);
        try
        {
            using var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            var length = await FillAsync(handle, buffer.AsMemory(0, (int)file.Length));
            return TextDecoder.Decode(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return FileContent.Without(ReadOutcome.Unreadable);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads a file so that the system has it in memory when it is asked for.</summary>
    [Unshadowed]
    public void Warm(SourceFile file)
    {
        if (file.Length == 0 || file.Length > maximumBytes) return;
        var buffer = ArrayPool<byte>.Shared.Rent((int)file.Length);
        try
        {
            using var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            _ = RandomAccess.Read(handle, buffer.AsSpan(0, (int)file.Length), 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // For whoever reads it to see.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> FillAsync(SafeFileHandle handle, Memory<byte> buffer)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await RandomAccess.ReadAsync(handle, buffer[filled..], filled);
            if (read == 0) break;
            filled += read;
        }
        return filled;
    }
}
