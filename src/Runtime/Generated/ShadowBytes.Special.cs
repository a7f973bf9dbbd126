using System.Net;
using System.Text;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

// Calls whose bytes are neither their result nor an argument.
public static partial class ShadowBytes
{
    /// <summary>The call has read the byte that it returned, or reached the end (-1).</summary>
    public static int ReadByte(int slot, object? on, int value)
    {
        if (ShadowCall.On)
            ServiceSite.Of(slot, on).Read(value < 0 ? 0 : 1, onThisThread: true);
        return value;
    }

    /// <summary>The call has read into a buffer as many bytes as it returned; without a buffer it was asked for a length only.</summary>
    public static long ReadInto(int slot, object? on, byte[]? buffer, long bytes) => buffer is null ? bytes : Read(slot, on, bytes);

    /// <summary>The call has read a whole file.</summary>
    public static T ReadFile<T>(int slot, string path, T result)
    {
        if (ShadowCall.On && LengthOf(path) is { } bytes)
            BookFile(ServiceSite.Of(slot, null), bytes, result, isHere: true);
        return result;
    }

    /// <inheritdoc cref="ReadFile{T}(int, string, T)"/>
    public static Task<T> ReadFile<T>(int slot, string path, Task<T> result)
    {
        // The length as it is now: when the task is complete, the caller may write to the file already.
        return ShadowCall.On && LengthOf(path) is { } bytes
            ? Later(slot, bytes, result, static (site, read, isHere) => BookFile(site, read.Bytes, read.Result, isHere))
            : result;
    }

    /// <summary>How many bytes a text takes in a file, or -1 when that cannot be told.</summary>
    /// <param name="text">As handed to the call.</param>
    /// <param name="encoding">Null: UTF-8 without a byte order mark.</param>
    /// <param name="isWhole">The text is all of the file; else it is appended, and whether a byte order mark comes before it depends on the file.</param>
    public static long OfText(string? text, Encoding? encoding, bool isWhole) => OfText(text.AsSpan(), encoding, isWhole);

    /// <inheritdoc cref="OfText(string, Encoding, bool)"/>
    public static long OfText(ReadOnlyMemory<char> text, Encoding? encoding, bool isWhole) => OfText(text.Span, encoding, isWhole);

    /// <inheritdoc cref="OfText(string, Encoding, bool)"/>
    public static long OfText(ReadOnlySpan<char> text, Encoding? encoding, bool isWhole)
    {
        if (!ShadowCall.On)
            return -1;
        try
        {
            var mark = encoding is null ? 0 : encoding.Preamble.Length;
            return mark > 0 && !isWhole ? -1 : mark + (encoding ?? Encoding.UTF8).GetByteCount(text);
        }
        catch (Exception)
        {
            return -1; // an encoding that refuses the text: the call says so itself
        }
    }

    /// <inheritdoc cref="OfText(string, Encoding, bool)"/>
    /// <param name="lines">Only an array or a list is looked at: any other sequence may be enumerated once.</param>
    /// <param name="encoding">Null: UTF-8 without a byte order mark.</param>
    /// <param name="isWhole">The lines are all of the file.</param>
    public static long OfText(IEnumerable<string>? lines, Encoding? encoding, bool isWhole)
    {
        if (!ShadowCall.On || lines is not (string[] or List<string>))
            return -1;
        var text = new StringBuilder();
        foreach (var line in lines)
            text.AppendLine(line);
        return OfText(text.ToString(), encoding, isWhole);
    }

    /// <summary>The call has sent a request and received a response: their bodies' lengths, as far as the headers tell or they are buffered.</summary>
    public static HttpResponseMessage Response(int slot, object? on, HttpResponseMessage result)
    {
        if (ShadowCall.On && result is not null)
            Book(ServiceSite.Of(slot, on), result, isHere: true, BookResponse);
        return result!;
    }

    /// <inheritdoc cref="Response(int, object, HttpResponseMessage)"/>
    public static Task<HttpResponseMessage> Response(int slot, object? on, Task<HttpResponseMessage> result) => Later(slot, on, result, BookResponse);

    private static void BookResponse(ServiceSite site, HttpResponseMessage response, bool isHere)
    {
        var request = response.RequestMessage;
        if (request?.Content is null)
            site.Written(0, isHere);
        else if (request.Content.Headers.ContentLength is { } sent)
            site.Written(sent, isHere);
        // These two tell the length of a body that they do not bring.
        if (request?.Method == HttpMethod.Head || response.StatusCode == HttpStatusCode.NotModified)
            site.Read(0, isHere);
        else if (response.Content.Headers.ContentLength is { } received)
            site.Read(received, isHere);
    }

    private static Task<T> Later<T>(int slot, long bytes, Task<T> result, Action<ServiceSite, (long Bytes, T Result), bool> book) =>
        Later(slot, null, result, (site, value, isHere) => book(site, (bytes, value), isHere));

    // A file of the system's (/proc) says 0 and has content.
    private static void BookFile<T>(ServiceSite site, long bytes, T result, bool isHere)
    {
        if (bytes > 0 || result is string { Length: 0 } or string[] { Length: 0 })
            site.Read(bytes, isHere);
    }

    private static long? LengthOf(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception)
        {
            return null; // gone again, or no file: not measured
        }
    }
}
