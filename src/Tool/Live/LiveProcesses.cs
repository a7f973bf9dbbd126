using System.Globalization;
using ShadowGen.Live;

namespace ShadowGen.Tool.Live;

/// <summary>Finds processes with an open live view, by the names of pipes.</summary>
internal static class LiveProcesses
{
    // How .NET names the sockets that stand for pipes where there are none.
    private const string SocketPrefix = "CoreFxPipe_";

    public static IReadOnlyList<int> Find()
    {
        var (folder, prefix) = OperatingSystem.IsWindows() ? (@"\\.\pipe\", LiveView.NamePrefix) : (Path.GetTempPath(), SocketPrefix + LiveView.NamePrefix);
        return [.. Directory.EnumerateFileSystemEntries(folder, prefix + "*").Select(path => IdOf(Path.GetFileName(path)[prefix.Length..])).OfType<int>().Where(IsRunning).Order()];
    }

    private static int? IdOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // A process that was killed leaves its socket.
    private static bool IsRunning(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
