using System.IO.Compression;
using ShadowGen.CallTracer;
using ShadowGen.Codebases.Running;

namespace ShadowGen.Codebases.Building;

/// <summary>The nupkg of this repository, packed and unpacked, so that builds of the codebase run what users get.</summary>
/// <param name="Root">The unpacked package.</param>
/// <param name="Runtime">Its run-time assembly, with those that it depends on.</param>
/// <param name="TracedRuntime">The same, with the tracer's recorder.</param>
internal sealed record ShadowGenPackage(string Root, string Runtime, string TracedRuntime)
{
    public static ShadowGenPackage Pack(string work, TimeSpan timeout)
    {
        var feed = Path.Combine(work, "feed");
        var root = Path.Combine(work, "package");
        Renew(feed);
        Renew(root);
        var result = Command.Run(
            "dotnet", ["pack", "src/Package", "-c", BuildConfiguration, "--no-build", "-o", feed], Repository(), new Dictionary<string, string>(), Path.Combine(work, "logs", "pack.log"), timeout);
        if (!result.Succeeded)
            throw new StudyException(ExitCodes.NoBaseline, $"ShadowGen itself cannot be packed; build src/Package first. See {result.Log}:\n{result.Excerpt()}");
        ZipFile.ExtractToDirectory(Directory.EnumerateFiles(feed, "*.nupkg").Single(), root);

        // This tool references the runtime: what that depends on lies beside the tool.
        string[] libraries = [.. Directory.EnumerateFiles(Path.Combine(root, "lib", "net10.0"), "*.dll"), Path.Combine(AppContext.BaseDirectory, "System.Numerics.Tensors.dll")];
        return new ShadowGenPackage(
            root,
            Gather(Path.Combine(work, "runtime"), libraries),
            Gather(Path.Combine(work, "runtime-traced"), [.. libraries, typeof(Recorder).Assembly.Location]));
    }

    private static string BuildConfiguration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    private static string Gather(string folder, IEnumerable<string> files)
    {
        Renew(folder);
        foreach (var file in files)
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private static void Renew(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ShadowGen.sln")))
                return folder.FullName;
        }

        throw new StudyException(ExitCodes.NoBaseline, $"No ShadowGen.sln above '{AppContext.BaseDirectory}': run this tool from within its repository.");
    }
}
