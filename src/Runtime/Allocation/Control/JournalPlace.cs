using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShadowGen.Allocation;

/// <summary>Where the journal of this process is, and which processes still run.</summary>
internal static class JournalPlace
{
    private const int StartTimeField = 19;

    /// <param name="folder">What the user has set; null: with the temporary files.</param>
    /// <param name="folders">Whose values are kept.</param>
    public static ManagerJournal Open(string? folder, CgroupFolders folders) => new(
        folder ?? Path.Combine(Path.GetTempPath(), "shadowgen-" + Hash(Environment.UserName)),
        folders.Cpu + " " + folders.Memory,
        ProcessName(Environment.ProcessId) ?? Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        IsAlive,
        // Who names a folder has chosen who may write to it.
        folder is null ? PrivateFolder.WhyNot : static _ => null);

    /// <summary>The id is used again after a while, and at once in a new container; with the moment of the start it is not.</summary>
    public static string? ProcessName(int id)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            // The name of the program, in parentheses, may hold spaces and parentheses.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return string.Create(CultureInfo.InvariantCulture, $"{id}-{fields[StartTimeField]}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public static bool IsAlive(string process) =>
        int.TryParse(process.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ProcessName(id) == process;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
