namespace ShadowGen.Benchmarks.Harness;

/// <summary>Folders of the repository that this program was built in.</summary>
internal static class Checkout
{
    /// <exception cref="InvalidOperationException">The program does not run in a checkout.</exception>
    public static string Root => Up(static folder => File.Exists(Path.Combine(folder, "ShadowGen.sln")) ? folder : null)
        ?? throw new InvalidOperationException($"there is no ShadowGen.sln above '{AppContext.BaseDirectory}': run it from a checkout of the repository");

    /// <summary>Recorded traces of the repository's own samples.</summary>
    public static string? Traces => Folder("bench", "Prediction.Benchmarks", "Traces");

    /// <summary>A folder of the repository; null when the program runs elsewhere.</summary>
    public static string? Folder(params string[] path) => Up(folder => Path.Combine([folder, .. path]) is var wanted && Directory.Exists(wanted) ? wanted : null);

    private static string? Up(Func<string, string?> find)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (find(folder.FullName) is { } found) return found;
        }
        return null;
    }
}
