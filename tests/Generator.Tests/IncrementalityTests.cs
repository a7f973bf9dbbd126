using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>What is run again after which edit. B.cs and C.cs call what A.cs declares; D.cs has nothing to do with it.</summary>
public class IncrementalityTests
{
    private const string A = "using ShadowGen; public static class A { [Shadowed] public static int Price(int x) { return x; } }";
    private const string B = "public static class B { public static int Use() => A.Price(1); }";
    private const string C = "public static class C { public static int Use() => A.Price(2); }";
    private const string D = "public static class D { public static int Other() { return 1; } public static int Field = 1; }";

    /// <summary>Edited file, its new text, then the run reasons of Bind and of Emit for A, B and C.</summary>
    public static TheoryData<string, string, string, string> Edits => new()
    {
        { "D.cs", D.Replace("return 1", "return 2"), "Cached Cached Cached", "Cached Cached Cached" },
        { "D.cs", D.Replace("Field = 1", "Field = 2"), "Cached Cached Cached", "Cached Cached Cached" },
        { "D.cs", "// a comment\n" + D, "Cached Cached Cached", "Cached Cached Cached" },
        { "B.cs", B.Replace("Price(1)", "Price(3)"), "Cached Modified Cached", "Cached Modified Cached" },
        { "B.cs", "// a comment\n" + B, "Cached Modified Cached", "Cached Modified Cached" },
        { "A.cs", A.Replace("return x", "return x + 1"), "Unchanged Cached Cached", "Cached Cached Cached" },
        { "A.cs", "\n" + A, "Modified Cached Cached", "Modified Cached Cached" },
        { "D.cs", D.Replace("int Other()", "long Other()"), "Unchanged Unchanged Unchanged", "Cached Cached Cached" },
        { "D.cs", D + " public enum E { X = 1 }", "Unchanged Unchanged Unchanged", "Cached Cached Cached" },
    };

    [Fact]
    public void An_equal_run_is_cached_in_every_step()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        driver = driver.RunGenerators(project.Compilation);
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (var name in new[] { TrackingNames.Project, TrackingNames.Trees, TrackingNames.Index, TrackingNames.Census, TrackingNames.OptedIn, TrackingNames.Candidates, TrackingNames.Bind, TrackingNames.Emit })
            Assert.All(steps[name].SelectMany(step => step.Outputs), output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, name));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_runs_again_only_what_it_must(string file, string text, string bind, string emit)
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        var edited = project.Edit(file, text);
        driver = driver.RunGenerators(edited.Compilation);
        Assert.Equal(bind, Reasons(driver, TrackingNames.Bind));
        Assert.Equal(emit, Reasons(driver, TrackingNames.Emit));
        Assert.Equal(edited.Generate(), Project.Outputs(driver));
    }

    [Fact]
    public void A_file_without_a_shadowed_name_is_never_bound()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        Assert.Equal(4, driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Index].Length);
        Assert.Equal("New New New", Reasons(driver, TrackingNames.Bind));
    }

    [Fact]
    public void A_cached_file_does_not_keep_an_old_compilation_alive()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var (driver, old) = RunTwice(project);
        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(driver);
    }

    // Of its own, so that no temporary of the caller's frame holds the old driver.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwice(Project project)
    {
        var old = project.Edit("D.cs", D + "// old").Compilation;
        var driver = Project.Driver().RunGenerators(old).RunGenerators(project.Compilation);
        return (driver, new WeakReference(old));
    }

    private static string Reasons(GeneratorDriver driver, string step) =>
        string.Join(' ', driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason));
}
