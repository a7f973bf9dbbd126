using ShadowGen.CallTracer;
using ShadowGen.Codebases.Results;

namespace ShadowGen.Codebases.Running;

/// <summary>Weaves frames into a built copy and runs the tests once.</summary>
internal sealed class FrameRun(string folder, TestRounds rounds)
{
    /// <exception cref="StudyException">The copy was not built, or no process left its counts.</exception>
    public void Run(Outcome plain, Outcome traced)
    {
        if (!traced.IsBuilt)
            throw new StudyException(ExitCodes.Different, $"{traced.Variant.Name}: the build fails; see {traced.Build!.Log}:\n{traced.Build.Excerpt()}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var woven = FrameStudy.Weave(traced.Projects.Select(p => p.OutputFolder).Distinct(StringComparer.Ordinal), folder);
        Progress.Say($"running tests, {woven} bodies woven");
        rounds.RequireTests(plain);
        var runs = rounds.RunOnce(plain, traced, new Dictionary<string, string> { [FrameRecorder.FolderVariable] = folder }, "frames");
        Baseline.RequireWorkload(runs);
        try
        {
            FrameStudy.Read(folder);
        }
        catch (InvalidOperationException fault)
        {
            throw new StudyException(ExitCodes.Different, fault.Message);
        }
    }
}
