using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ShadowGen.LogReport.Store;

/// <summary>Compressed logs, a file for each day, in a temporary folder. Quiet days have some lines, busy ones thousands.</summary>
internal sealed class LogFolder : IDisposable
{
    public const int Days = 60;

    private static readonly string[] Endpoints = ["/cart", "/cart/checkout", "/login", "/products", "/products/search", "/recommendations", "/shipping/quote"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shadowgen-logs-");

    private LogFolder()
    {
    }

    public static LogFolder Create(int seed)
    {
        var logs = new LogFolder();
        var random = new Random(seed);
        for (var day = 0; day < Days; day++) Write(logs.PathOf(day), (int)Math.Exp(3 + (5 * random.NextDouble())), random);
        return logs;
    }

    /// <summary>A day's log, as it was written.</summary>
    public async Task<string> ReadAsync(int day)
    {
        var compressed = await File.ReadAllBytesAsync(PathOf(day));
        return LogArchive.Decompress(compressed);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string PathOf(int day) => Path.Combine(_folder.FullName, day.ToString(CultureInfo.InvariantCulture));

    private static void Write(string path, int lines, Random random)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++)
        {
            var level = random.Next(20) switch { 0 => LogLevel.Error, < 4 => LogLevel.Warning, _ => LogLevel.Info };
            text.Append(CultureInfo.InvariantCulture, $"{level} {Endpoints[random.Next(Endpoints.Length)]} {-20 * Math.Log(1 - random.NextDouble()):f3}\n");
        }
        File.WriteAllBytes(path, LogArchive.Compress(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>How logs and large reports are kept.</summary>
internal static class LogArchive
{
    public static byte[] Compress(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var compressing = new BrotliStream(stream, CompressionLevel.Fastest)) compressing.Write(content);
        return stream.ToArray();
    }

    public static string Decompress(byte[] compressed)
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
