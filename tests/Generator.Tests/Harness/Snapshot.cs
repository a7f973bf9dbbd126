using System.Runtime.CompilerServices;

namespace ShadowGen.Generator.Tests.Harness;

/// <summary>
/// Verify's convention: <c>Class.Method.verified.cs</c> beside the test holds what is expected; a mismatch writes <c>.received.cs</c> and fails.
/// SHADOWGEN_ACCEPT=1 takes what was received as the new expectation.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string text, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(FolderOf(file), $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var (verified, received) = (stem + ".verified.cs", stem + ".received.cs");
        var expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("SHADOWGEN_ACCEPT") == "1")
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"The emitted code differs from {verified}; it was written beside it as .received.cs. To accept it, run the test again with SHADOWGEN_ACCEPT=1.\n{text}");
    }

    // PathMap replaces the repository's root in the caller's path; the tests run somewhere below the real one.
    private static string FolderOf(string file)
    {
        if (File.Exists(file))
            return Path.GetDirectoryName(file)!;
        var relative = file[(file.IndexOf("tests/", StringComparison.Ordinal))..];
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (File.Exists(candidate))
                return Path.GetDirectoryName(candidate)!;
        }

        throw new InvalidOperationException($"The source file {file} of this test was not found above {AppContext.BaseDirectory}.");
    }
}
