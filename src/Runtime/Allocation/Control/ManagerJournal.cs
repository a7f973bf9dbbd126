using System.Globalization;
using System.Text;
using ShadowGen.Model;

namespace ShadowGen.Allocation;

/// <summary>
/// Original values of what outlives the process, in a file of its own for each process: written before the first change, gone when all is restored. A file whose process is no more was left by a crash. Not
/// thread-safe; never throws.
/// </summary>
/// <param name="folder">Where files are; made when needed, for this user only.</param>
/// <param name="group">What control group the values belong to: others' are left alone.</param>
/// <param name="process">This process: its id and when it began, which no other process has.</param>
/// <param name="isAlive">Whether a process, told so, still runs.</param>
/// <param name="whyNotTrusted">Why what is in the folder may be another user's; null when it cannot be. Is asked of a folder that exists.</param>
internal sealed class ManagerJournal(string folder, string group, string process, Func<string, bool> isAlive, Func<string, string?> whyNotTrusted)
{
    private const string Header = "shadowgen-manager 1";
    private const string Extension = ".journal";

    private readonly SortedDictionary<string, string> _originals = new(StringComparer.Ordinal);

    private string Own => Path.Combine(folder, process + Extension);

    /// <summary>Keeps an original value; the first of a name stays.</summary>
    /// <returns>False: it could not be written, and what outlives the process must not be changed.</returns>
    public bool TryWrite(string actuator, string original, out string? problem)
    {
        problem = null;
        if (_originals.ContainsKey(actuator)) return true;
        if (OwnerOf(actuator) is { } other)
        {
            problem = $"process {other} sets it for this control group";
            return false;
        }
        _originals.Add(actuator, original);
        problem = Save();
        if (problem is not null) _originals.Remove(actuator);
        return problem is null;
    }

    /// <summary>The value is set again.</summary>
    public void Remove(string actuator)
    {
        if (_originals.Remove(actuator)) _ = Save();
    }

    /// <summary>What a crash has left changed in this control group, as actuator and original value. <see cref="Forget"/> when it is restored.</summary>
    public IReadOnlyList<(string File, string Actuator, string Original)> LeftBehind() => [.. Entries().Where(e => !isAlive(Path.GetFileNameWithoutExtension(e.File)))];

    /// <summary>What a file of a process that is no more says is restored, or cannot be.</summary>
    public static void Forget(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is read again at the next start, and says the same.
        }
    }

    private string? OwnerOf(string actuator)
    {
        foreach (var (file, name, _) in Entries())
        {
            var owner = Path.GetFileNameWithoutExtension(file);
            if (name == actuator && owner != process && isAlive(owner)) return owner;
        }
        return null;
    }

    private List<(string File, string Actuator, string Original)> Entries()
    {
        var entries = new List<(string, string, string)>();
        try
        {
            if (!Directory.Exists(folder) || whyNotTrusted(folder) is not null) return entries;
            foreach (var file in Directory.GetFiles(folder, "*" + Extension))
            {
                var lines = File.ReadAllLines(file);
                if (lines is not [Header, var of, ..] || of != "group\t" + group) continue;
                foreach (var line in lines.Skip(2))
                {
                    if (line.Split('\t') is [var name, var original]) entries.Add((file, name, original));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be read cannot be restored.
        }
        return entries;
    }

    private string? Save()
    {
        try
        {
            if (_originals.Count == 0)
            {
                File.Delete(Own);
                return null;
            }
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (whyNotTrusted(folder) is { } why) return why;
            var text = new StringBuilder(Header).Append('\n').Append(CultureInfo.InvariantCulture, $"group\t{group}\n");
            foreach (var (name, original) in _originals) text.Append(CultureInfo.InvariantCulture, $"{name}\t{original}\n");
            AtomicFile.Write(Own, text.ToString());
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
    }
}
