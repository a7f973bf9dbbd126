namespace ShadowGen.TestSupport;

/// <summary>Where this repository is, found from the running test: builds carry no machine's path.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The configuration under test: what the tests start must have been built by the same command.</summary>
    public static string Configuration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    public static bool IsContinuousIntegration => Environment.GetEnvironmentVariable("CI") == "true";

    public static string PathOf(params string[] segments) => Path.Combine([Root, .. segments]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ShadowGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No ShadowGen.sln above '{AppContext.BaseDirectory}': run the tests from within the repository.");
    }
}
