namespace ShadowGen.Aot.Tests;

/// <summary>The compiler driver that NativeAOT links with.</summary>
internal static class NativeLinker
{
    public const string HowToInstall =
        "NativeAOT needs a linker. Debian, Ubuntu: apt-get install clang zlib1g-dev. macOS: xcode-select --install. Windows: Visual Studio's 'Desktop development with C++'.";

    /// <summary><c>clang</c> before <c>gcc</c>, as the SDK has it; on Windows the SDK finds Visual Studio by itself. Null when there is none.</summary>
    public static string? Find() => OperatingSystem.IsWindows()
        ? Array.Find([VisualStudioLocator], File.Exists)
        : Array.Find(["clang", "gcc"], IsOnPath);

    private static string VisualStudioLocator =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft Visual Studio", "Installer", "vswhere.exe");

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
