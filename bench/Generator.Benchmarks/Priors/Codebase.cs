using ShadowGen.CallTracer;

namespace ShadowGen.Generator.Benchmarks.Priors;

/// <summary>Another codebase, watched while its own tests run, by <c>eng/shadow-codebase.sh --frames</c>.</summary>
internal static class Codebase
{
    /// <summary>An assembly that fewer executed edges are known of has no top 20 to speak of.</summary>
    private const int FewEdges = 100;

    /// <param name="root">Of this repository.</param>
    /// <param name="directory">Of the codebase.</param>
    /// <param name="options">More options of the script: targets, filters.</param>
    /// <returns>Its assemblies that are no tests.</returns>
    /// <exception cref="InvalidOperationException">It could not be built or run, or has no such assembly.</exception>
    public static IReadOnlyList<(string Name, Func<FrameStudy> Watch, string Assembly)> Programs(string root, string directory, IEnumerable<string> options)
    {
        // Copies of the codebase with all that was built. They stay when a step fails: its message names a log in them.
        var work = Directory.CreateTempSubdirectory("shadowgen-priors-").FullName;
        var frames = Path.Combine(work, "frames");
        PriorProgram.Run(
            root, [], ["bash", Path.Combine(root, "eng", "shadow-codebase.sh"), Path.GetFullPath(directory), "--work", Path.Combine(work, "codebase"), "--frames", frames, .. options]);
        var study = FrameStudy.Read(frames);
        Directory.Delete(work, recursive: true);
        var found = study.SkeletonsOf.Keys
            .Where(assembly => !assembly.Contains("Test", StringComparison.Ordinal) && study.Calls.Keys.Count(call => call.Assembly == assembly && call.CalleeAssembly == assembly) >= FewEdges)
            .Order(StringComparer.Ordinal)
            .Select(assembly => (assembly, new Func<FrameStudy>(() => study), assembly))
            .ToList();
        return found.Count != 0 ? found : throw new InvalidOperationException($"'{directory}' has no assembly, beside its tests, of which {FewEdges} edges were executed.");
    }
}
