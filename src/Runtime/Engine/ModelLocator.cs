using System.Reflection;

namespace ShadowGen.Engine;

/// <summary>Where models lie that need no setting in code. Thread-safe; reads none of them.</summary>
internal static class ModelLocator
{
    /// <summary>The model that was built into an assembly.</summary>
    public const string Resource = "ShadowGen.app.shadow";

    private const string FileName = "app.shadow";

    private static readonly Lazy<bool> IsThereForAll = new(static () =>
        File.Exists(OfEnvironment) || File.Exists(BesideApp) || (Assembly.GetEntryAssembly() is { } entry && HasOne(entry)));

    /// <summary>What the environment says now, whether there is a file or not; null when it says nothing.</summary>
    public static string? OfEnvironment => Environment.GetEnvironmentVariable("ShadowModelPath");

    /// <summary>Where the file that a project publishes lies, whether there is one or not.</summary>
    public static string BesideApp { get; } = Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>Whether a model was there for the process, or for one assembly, when it was asked for first.</summary>
    public static bool IsThereFor(Assembly assembly) => IsThereForAll.Value || HasOne(assembly);

    private static bool HasOne(Assembly assembly) => !assembly.IsDynamic && assembly.GetManifestResourceInfo(Resource) is not null;
}
