using System.Security.Cryptography;
using System.Text;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>Names of the output, from the source file's relative path.</summary>
internal static class FileNames
{
    /// <summary>Unique also for files of the same name in different folders, and on file systems that ignore case.</summary>
    public static string Hint(FileModel file) => $"{Stem(file.Path)}.{Hash(file)}.g.cs";

    /// <summary>Readable where the class is the file's own; with the hash where every file's class shares one namespace.</summary>
    public static string Class(FileModel file) => "Shims_" + Stem(file.Path) + (file.Language.HasFileTypes ? "" : "_" + Hash(file));

    internal static string Hash(FileModel file) => HashOf(file.Path + "|" + file.Twin);

    /// <summary>The first 8 hex digits of the SHA-256 of a text.</summary>
    internal static string HashOf(string text)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        return $"{hash[0]:x2}{hash[1]:x2}{hash[2]:x2}{hash[3]:x2}";
    }

    // Letters and digits of ASCII only: no name of a shim, which ends in an underscore and a number, can be equal to the class's.
    private static string Stem(string path)
    {
        var name = path.Substring(path.LastIndexOf('/') + 1);
        var dot = name.LastIndexOf('.');
        var stem = new string([.. (dot > 0 ? name.Substring(0, dot) : name).Where(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))]);
        return stem.Length == 0 || stem[0] <= '9' ? "File" + stem : stem;
    }
}
