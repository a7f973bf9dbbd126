using System.Globalization;

namespace ShadowGen.Allocation;

/// <summary>Reads numbers from the files of a control group. A file that is not there, or says nothing of it, is NaN.</summary>
internal static class CgroupFile
{
    /// <summary>v1 writes an unlimited number of bytes as the largest multiple of a page.</summary>
    private const double LimitlessBytes = 1L << 62;

    /// <summary>The one number of a file; <c>max</c>, -1 and v1's largest number are infinite.</summary>
    public static double Limit(string folder, string name) => Text(folder, name) is { } text ? Limit(text) : double.NaN;

    public static double Limit(string text) =>
        text == "max" ? double.PositiveInfinity
        : !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? double.NaN
        : value < 0 || value >= LimitlessBytes ? double.PositiveInfinity
        : value;

    /// <summary>The number after a key in a file with a key and a number in each line.</summary>
    public static double Value(string folder, string name, string key)
    {
        if (Text(folder, name) is not { } text) return double.NaN;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > key.Length && line[key.Length] == ' ' && line.StartsWith(key, StringComparison.Ordinal)
                && double.TryParse(line[(key.Length + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return value;
        }
        return double.NaN;
    }

    public static string? Text(string folder, string name)
    {
        try
        {
            var path = Path.Combine(folder, name);
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Why a file cannot be written; null when it can. Nothing is written.</summary>
    public static string? WhyNotWritable(string folder, string name)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{name} cannot be written: {exception.GetType().Name}";
        }
    }

    /// <summary>Overwrites, as the kernel wants it: one write.</summary>
    /// <exception cref="IOException">The kernel does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not write it.</exception>
    public static void Write(string folder, string name, string text)
    {
        using var stream = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
        if (stream.CanSeek && stream.Position < stream.Length) stream.SetLength(stream.Position);
    }
}
