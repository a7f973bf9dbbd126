using System.Globalization;
using System.Text;

namespace ShadowGen.Runtime.Tests.Network;

/// <summary>
/// A tiny HTTP/1.1 server. <c>GET /n</c> answers with n bytes, <c>GET /chunked/n</c> in chunks, <c>POST</c> with what was posted;
/// it tells by path how many bytes of requests and answers crossed the socket.
/// </summary>
internal sealed class HttpPeer : Peer
{
    private readonly Dictionary<string, (long Received, long Sent)> _byPath = [];

    public (long Received, long Sent) Of(string path)
    {
        lock (_byPath)
            return _byPath.GetValueOrDefault(path);
    }

    public Uri Uri(string path) => new($"http://127.0.0.1:{Port}{path}");

    protected override async Task ServeAsync(Connection connection)
    {
        var buffer = new byte[1 << 16];
        var held = 0;
        while (true)
        {
            int head;
            while ((head = buffer.AsSpan(0, held).IndexOf("\r\n\r\n"u8)) < 0)
            {
                var bytes = await connection.ReadAsync(buffer.AsMemory(held));
                if (bytes == 0)
                    return;
                held += bytes;
            }

            var lines = Encoding.ASCII.GetString(buffer, 0, head).Split("\r\n");
            var path = lines[0].Split(' ')[1];
            var bodyStart = head + 4;
            var isChunked = lines.Any(line => line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase));
            var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)) is { } header
                ? int.Parse(header.AsSpan(15), CultureInfo.InvariantCulture)
                : 0;
            int end;
            while ((end = isChunked ? EndOfChunks(buffer.AsSpan(bodyStart, held - bodyStart)) : held - bodyStart >= length ? length : -1) < 0)
                held += await connection.ReadAsync(buffer.AsMemory(held));

            var request = bodyStart + end;
            var answer = Answer(path, end);
            lock (_byPath)
            {
                var (received, sent) = _byPath.GetValueOrDefault(path);
                _byPath[path] = (received + request, sent + answer.Length);
            }

            await connection.WriteAsync(answer);
            buffer.AsSpan(request, held - request).CopyTo(buffer);
            held -= request;
        }
    }

    private static int EndOfChunks(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf("\r\n0\r\n\r\n"u8);
        return end < 0 ? -1 : end + 7;
    }

    private static byte[] Answer(string path, int posted)
    {
        var parts = path.Trim('/').Split('/');
        var size = parts[^1] == "echo" ? posted : int.Parse(parts[^1], CultureInfo.InvariantCulture);
        var body = new string('x', size);
        if (parts[0] != "chunked")
            return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n{body}");
        var chunks = string.Concat(body.Chunk(700).Select(chunk => $"{chunk.Length:x}\r\n{new string(chunk)}\r\n"));
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n");
    }
}
