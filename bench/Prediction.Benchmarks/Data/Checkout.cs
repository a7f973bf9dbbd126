namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>Folders of the repository that this program was built in.</summary>
internal static class Checkout
{
    /// <summary>Recorded traces of the repository's own samples.</summary>
    public static string? Traces => Folder("bench", "Prediction.Benchmarks", "Traces");

    /// <summary>A folder of the repository; null when the program runs elsewhere.</summary>
    public static string? Folder(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var wanted = Path.Combine([folder.FullName, .. path]);
            if (Directory.Exists(wanted)) return wanted;
        }
        return null;
    }
}
