using System.Globalization;
using System.IO.Pipes;
using System.Text;
using ShadowGen.Live;

namespace ShadowGen.Tool.Live;

/// <summary>The tool's end of a live view.</summary>
internal sealed class LiveClient : IDisposable
{
    /// <summary>A process answers one client at a time.</summary>
    private const int ConnectMilliseconds = 2000;

    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(10);

    private const int MaxAnswer = 64 << 20;

    private readonly NamedPipeClientStream _pipe;
    private readonly int _process;

    private LiveClient(NamedPipeClientStream pipe, int process) => (_pipe, _process) = (pipe, process);

    /// <exception cref="ToolException">The process has no live view, is another user's, or is looked at by another client.</exception>
    public static async Task<LiveClient> ConnectAsync(int process, CancellationToken cancellation)
    {
        var client = new LiveClient(new NamedPipeClientStream(".", LiveView.NameOf(process), PipeDirection.InOut, PipeOptions.CurrentUserOnly | PipeOptions.Asynchronous), process);
        try
        {
            await client._pipe.ConnectAsync(ConnectMilliseconds, cancellation).ConfigureAwait(false);
            // The connection may be in the queue behind another client.
            var greeting = await client.ReadLineAsync(cancellation).WaitAsync(GreetingPatience, cancellation).ConfigureAwait(false);
            if (greeting != LiveSession.Greeting) throw new ToolException($"process {process} speaks '{greeting}', and this tool '{LiveSession.Greeting}': use the tool of the version of ShadowGen that the process has.");
            return client;
        }
        catch (Exception exception) when (exception is TimeoutException or IOException or UnauthorizedAccessException)
        {
            client.Dispose();
            throw new ToolException(
                $"process {process} cannot be looked at: there is none of yours with an open live view, or another client looks at it. Start it with the environment variable {LiveView.Variable}=1, as the user who runs this tool.", exception);
        }
    }

    /// <returns>The body of the answer.</returns>
    /// <exception cref="ToolException">The process says no, or has gone.</exception>
    public async Task<string> AskAsync(string request, CancellationToken cancellation)
    {
        try
        {
            await _pipe.WriteAsync(Encoding.UTF8.GetBytes(request + "\n"), cancellation).ConfigureAwait(false);
            var answer = await ReadLineAsync(cancellation).ConfigureAwait(false);
            if (answer.StartsWith("error ", StringComparison.Ordinal)) throw new ToolException($"process {_process}: {answer[6..]}");
            if (!answer.StartsWith("ok ", StringComparison.Ordinal) || !int.TryParse(answer.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > MaxAnswer)
                throw new ToolException($"process {_process} answers what is no answer: '{answer}'.");
            var body = new byte[length];
            await _pipe.ReadExactlyAsync(body, cancellation).ConfigureAwait(false);
            return Encoding.UTF8.GetString(body);
        }
        catch (IOException exception)
        {
            throw new ToolException($"process {_process} has ended.", exception);
        }
    }

    public void Dispose() => _pipe.Dispose();

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < 4096)
        {
            await _pipe.ReadExactlyAsync(one, cancellation).ConfigureAwait(false);
            if (one[0] == '\n') break;
            line.Add(one[0]);
        }
        return Encoding.UTF8.GetString([.. line]);
    }
}
