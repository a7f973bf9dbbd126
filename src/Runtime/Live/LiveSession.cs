using System.Globalization;
using System.Text;
using ShadowGen.Counters;

namespace ShadowGen.Live;

/// <summary>
/// One client's session: a line of greeting with the version, then a request in a line, answered by <c>ok N</c> and N bytes, or by <c>error</c> and the reason. <c>stats</c>: figures of this moment.
/// <c>model</c>: what a model file would hold. <c>record SECONDS FOLDER</c>: a recording of every call, answered when it is written.
/// </summary>
internal sealed class LiveSession(Stream stream)
{
    public const string Greeting = "shadowgen-live 1";

    /// <summary>Bytes of a request at most.</summary>
    private const int MaxRequest = 4096;

    private const int MaxSeconds = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _buffer = new byte[MaxRequest];
    private int _held;

    /// <summary>Returns when the client has gone.</summary>
    /// <exception cref="IOException">It went while it was being answered, or sent what is no request.</exception>
    /// <exception cref="OperationCanceledException">It was silent, or took no answer, for too long.</exception>
    public void Run()
    {
        Write(Encoding.UTF8.GetBytes(Greeting + "\n"));
        while (ReadLine() is { } request)
            Answer(request);
    }

    private void Answer(string request)
    {
        byte[] body;
        try
        {
            body = Encoding.UTF8.GetBytes(BodyOf(request));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Write(Encoding.UTF8.GetBytes($"error {exception.Message.ReplaceLineEndings(" ")}\n"));
            return;
        }
        Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ok {body.Length}\n")));
        Write(body);
    }

    private static string BodyOf(string request)
    {
        var words = request.Split(' ', 3);
        return words switch
        {
            ["stats"] => LiveStatistics.Text(),
            ["model"] => ShadowExecutionEngine.CaptureModel().ToText(),
            ["record", var seconds, { Length: > 0 } folder] when int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time is >= 1 and <= MaxSeconds => Record(time, folder),
            _ => throw new NotSupportedException("unknown request: this process knows stats, model, and record SECONDS (1 to 600) FOLDER"),
        };
    }

    private static string Record(int seconds, string folder)
    {
        if (!Path.IsPathFullyQualified(folder))
            throw new ArgumentException($"'{folder}' is no full path");
        using var recording = ShadowTraceRecording.Start(folder, new(), KillSwitch.On);
        var end = Environment.TickCount64 + (seconds * 1000L);
        while (recording.IsRecording && Environment.TickCount64 < end)
            Thread.Sleep((int)Math.Clamp(end - Environment.TickCount64, 0, 100));
        recording.Stop();
        if (recording.Problem is { } problem)
            throw new IOException(problem);
        return string.Create(CultureInfo.InvariantCulture, $"events {recording.Events}\nmissed {recording.Missed}\nfull {(recording.IsFull ? 1 : 0)}\n");
    }

    private string? ReadLine()
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _held).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, 0, end).TrimEnd('\r');
                _buffer.AsSpan(end + 1, _held - end - 1).CopyTo(_buffer);
                _held -= end + 1;
                return line;
            }
            if (_held == MaxRequest)
                throw new IOException("a request has no end");
            using var patience = new CancellationTokenSource(Patience);
            var read = stream.ReadAsync(_buffer.AsMemory(_held), patience.Token).AsTask().GetAwaiter().GetResult();
            if (read == 0)
                return null;
            _held += read;
        }
    }

    private void Write(byte[] bytes)
    {
        using var patience = new CancellationTokenSource(Patience);
        stream.WriteAsync(bytes, patience.Token).AsTask().GetAwaiter().GetResult();
        stream.Flush();
    }
}
