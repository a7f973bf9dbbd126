using Microsoft.Build.Framework;

namespace ShadowGen.Build;

/// <summary>Writes coverage.json for a compiled assembly and prints the summary line. Whatever goes wrong is one message: it never fails a build.</summary>
public sealed class WriteCoverage : ITask
{
    /// <inheritdoc />
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc />
    public ITaskHost HostObject { get; set; } = null!;

    /// <summary>The compiled assembly.</summary>
    [Required]
    public string AssemblyFile { get; set; } = "";

    /// <summary>Where coverage.json goes; its folder is made.</summary>
    [Required]
    public string Output { get; set; } = "";

    /// <summary>What earlier runs have learned; empty: nothing is known of what they reached.</summary>
    public string ModelFile { get; set; } = "";

    /// <inheritdoc />
    public bool Execute()
    {
        try
        {
            var skeletons = SkeletonReader.Read(AssemblyFile).ConvertAll(Skeleton.Parse);
            var coverage = new Coverage(skeletons, ModelFile.Length > 0 ? Reach.Read(File.ReadAllText(ModelFile)) : null);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Output))!);
            File.WriteAllText(Output, CoverageJson.Of(coverage));
            if (skeletons.Count > 0)
                Say(CoverageSummary.Of(coverage));
        }
#pragma warning disable CA1031 // A report that cannot be made is no reason to fail a build.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Say($"ShadowGen: the coverage report '{Output}' was not written: {fault.Message} The assembly is as it should be.");
        }

        return true;
    }

    private void Say(string text) => BuildEngine.LogMessageEvent(new BuildMessageEventArgs(text, helpKeyword: "", senderName: "ShadowGen", MessageImportance.High));
}
