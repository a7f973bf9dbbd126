using System.IO.Pipes;
using ShadowGen.Counters;

namespace ShadowGen.Live;

/// <summary>
/// Shows a running process to <c>dotnet shadowgen top</c> over a pipe that only the user who runs it can open. Off unless <see cref="ShadowOptions.LiveView"/> or the environment switches it on; then one
/// thread waits for one client at a time, and nothing else happens while there is none.
/// </summary>
internal static class LiveView
{
    /// <summary>1 or true: on.</summary>
    public const string Variable = "ShadowLiveView";

    /// <summary>What the name of the pipe begins with; the process id follows.</summary>
    public const string NamePrefix = "shadowgen-";

    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMilliseconds(200);
    private static readonly bool IsOnByEnvironment = IsOn(Environment.GetEnvironmentVariable(Variable));
    private static int _hasStarted;

    public static string NameOf(int process) => FormattableString.Invariant($"{NamePrefix}{process}");

    public static bool IsOn(string? value) => value?.Trim() is { } word && (word == "1" || word.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Starts the thread, once, when it is switched on. It ends with the process.</summary>
    public static void StartIfOn(ShadowOptions options)
    {
        if (_hasStarted != 0 || !(options.LiveView || IsOnByEnvironment) || Interlocked.Exchange(ref _hasStarted, 1) != 0)
            return;
        new Thread(Listen) { IsBackground = true, Name = "ShadowGen live view", Priority = ThreadPriority.BelowNormal }.UnsafeStart();
    }

    private static void Listen()
    {
        try
        {
            while (true)
            {
                using var pipe = new NamedPipeServerStream(NameOf(Environment.ProcessId), PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.CurrentUserOnly | PipeOptions.Asynchronous);
                while (TryServe(pipe))
                {
                }
            }
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "its live view listened");
        }
    }

    /// <returns>False: the pipe takes no other client, and another must be made.</returns>
    private static bool TryServe(NamedPipeServerStream pipe)
    {
        try
        {
            pipe.WaitForConnection();
            new LiveSession(pipe).Run();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException or ObjectDisposedException)
        {
            // A client that has gone, says nothing, or is another user's.
            Thread.Sleep(AfterRefusal);
        }
        try
        {
            // Also when it broke, which IsConnected does not tell from never having been connected.
            pipe.Disconnect();
            return true;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
