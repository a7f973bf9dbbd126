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
        if (ShadowCall.On)
            BookFile(slot, path, result);
        return result;
    }

    /// <inheritdoc cref="ReadFile{T}(int, string, T)"/>
    public static Task<T> ReadFile<T>(int slot, string path, Task<T> result)
    {
        if (ShadowCall.On)
            WhenDone(result, () => BookFile(slot, path, result.Result));
        return result;
    }

    /// <summary>The call has written a whole file.</summary>
    public static void WroteFile(int slot, string path)
    {
        if (ShadowCall.On && LengthOf(path) is { } bytes)
            ServiceSite.Of(slot, null).Written(bytes, onThisThread: true);
    }

    /// <inheritdoc cref="WroteFile(int, string)"/>
    public static Task WroteFile(int slot, string path, Task result)
    {
        if (ShadowCall.On)
            WhenDone(result, () => WroteFile(slot, path));
        return result;
    }

    /// <summary>How many bytes a text takes in UTF-8.</summary>
    public static long OfText(string? text) => ShadowCall.On && text is not null ? Encoding.UTF8.GetByteCount(text) : 0;

    /// <inheritdoc cref="OfText(string)"/>
    public static long OfText(ReadOnlySpan<char> text) => ShadowCall.On ? Encoding.UTF8.GetByteCount(text) : 0;

    /// <inheritdoc cref="OfText(string)"/>
    public static long OfText(ReadOnlyMemory<char> text) => OfText(text.Span);

    /// <summary>How many bytes a text takes, or -1 where a byte order mark may come before it.</summary>
    public static long OfText(string? text, Encoding? encoding) => OfText(text.AsSpan(), encoding);

    /// <inheritdoc cref="OfText(string, Encoding)"/>
    public static long OfText(ReadOnlyMemory<char> text, Encoding? encoding) => OfText(text.Span, encoding);

    /// <inheritdoc cref="OfText(string, Encoding)"/>
    public static long OfText(ReadOnlySpan<char> text, Encoding? encoding)
    {
        if (!ShadowCall.On || encoding is null)
            return -1;
        try
        {
            return encoding.Preamble.IsEmpty ? encoding.GetByteCount(text) : -1;
        }
        catch (Exception)
        {
            return -1; // an encoding that refuses the text: the call is about to say so itself
        }
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

    private static void BookFile<T>(int slot, string path, T result)
    {
        // A file of the system's (/proc) says 0 and has content.
        if (LengthOf(path) is { } bytes && (bytes > 0 || result is string { Length: 0 } or string[] { Length: 0 }))
            ServiceSite.Of(slot, null).Read(bytes, onThisThread: true);
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

    private static void WhenDone(Task result, Action book)
    {
        if (result.IsCompletedSuccessfully)
            book();
        else if (!result.IsCompleted)
            result.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
            {
                if (result.IsCompletedSuccessfully)
                    book();
            });
    }
}
