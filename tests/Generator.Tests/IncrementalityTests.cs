using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Parsing;
using ShadowGen.Generator.Tests.Harness;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Tests;

/// <summary>What is run again after which edit. B.cs and C.cs call what A.cs declares; D.cs has nothing to do with it.</summary>
public class IncrementalityTests
{
    private const string A = "using ShadowGen; public static class A { [Shadowed] public static int Price(int x) { return x; } }";
    private const string B = "public static class B { public static int Use() => A.Price(1); }";
    private const string C = "public static class C { public static int Use() => A.Price(2); }";
    private const string D = "public static class D { public static int Other() { return 1; } public static int Field = 1; }";

    /// <summary>Edited file, its new text, then the files that are bound, and the run reasons of Emit for A, B and C.</summary>
    public static TheoryData<string, string, string, string> Edits => new()
    {
        { "D.cs", D.Replace("return 1", "return 2"), "", "Cached Cached Cached" },
        { "D.cs", D.Replace("Field = 1", "Field = 2"), "", "Cached Cached Cached" },
        { "D.cs", "// a comment\n" + D, "", "Cached Cached Cached" },
        { "D.cs", D.Replace("return 1", "return \"Price\".Length"), "D.cs", "Cached Cached Cached" },
        { "B.cs", B.Replace("Price(1)", "Price(3)"), "B.cs", "Cached Modified Cached" },
        { "B.cs", "// a comment\n" + B, "B.cs", "Cached Modified Cached" },
        { "A.cs", A.Replace("(int x)", "( int x )"), "A.cs", "Cached Cached Cached" },
        { "A.cs", A.Replace("return x", "return x + 1"), "A.cs", "Modified Cached Cached" },
        { "A.cs", A.Replace("return x", "return -x"), "A.cs", "Modified Cached Cached" },
        { "A.cs", A.Replace("{ return x; }", "{\t/* it */ return x; }"), "A.cs", "Cached Cached Cached" },
        { "A.cs", A.Replace("{ return x; }", "=> x;"), "A.cs B.cs C.cs", "Cached Cached Cached" },
        { "A.cs", "\n" + A, "A.cs", "Modified Cached Cached" },
        { "D.cs", D.Replace("int Other()", "long Other()"), "A.cs B.cs C.cs", "Cached Cached Cached" },
        { "D.cs", D + " public enum E { X = 1 }", "A.cs B.cs C.cs", "Cached Cached Cached" },
    };

    [Fact]
    public void An_equal_run_is_cached_in_every_step()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        driver = driver.RunGenerators(project.Compilation);
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        foreach (var name in new[] { TrackingNames.Project, TrackingNames.Index, TrackingNames.Census, TrackingNames.OptedIn, TrackingNames.Bind, TrackingNames.Files, TrackingNames.Emit })
            Assert.All(steps[name].SelectMany(step => step.Outputs), output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, name));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_runs_again_only_what_it_must(string file, string text, string bound, string emit)
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var trees = new ConcurrentBag<string>();
        var driver = Project.Driver(bound: tree => trees.Add(Path.GetFileName(tree.FilePath))).RunGenerators(project.Compilation);
        Assert.Equal("A.cs B.cs C.cs", string.Join(' ', trees.Order()));
        trees.Clear();
        var edited = project.Edit(file, text);
        driver = driver.RunGenerators(edited.Compilation);
        Assert.Equal(bound, string.Join(' ', trees.Order()));
        Assert.Equal(emit, Reasons(driver, TrackingNames.Emit));
        Assert.Equal(edited.Generate(), Project.Outputs(driver));
    }

    [Fact]
    public void A_tree_that_was_there_before_is_not_read_again()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        var before = Indexes(driver);
        var after = Indexes(driver.RunGenerators(project.Edit("D.cs", D + "// edited").Compilation));
        Assert.Equal([true, true, true, false], before.Zip(after, ReferenceEquals));
    }

    [Fact]
    public void A_file_added_in_front_writes_none_of_the_others_again()
    {
        var project = Project.Of(("B.cs", B), ("A.cs", A));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        var moved = Project.Of(("0.cs", "// nothing")).With(compilation => compilation.AddSyntaxTrees(project.Compilation.SyntaxTrees));
        driver = driver.RunGenerators(moved.Compilation);
        Assert.Equal("Cached Cached", Reasons(driver, TrackingNames.Emit));
        Assert.Equal(moved.Generate(), Project.Outputs(driver));
    }

    [Fact]
    public void A_cached_file_does_not_keep_an_old_compilation_alive()
    {
        var project = Project.Of(("A.cs", A), ("B.cs", B), ("C.cs", C), ("D.cs", D));
        var (driver, old) = RunTwice(project.Edit("D.cs", D + "// old"), project);
        AssertDead(old);
        GC.KeepAlive(driver);
        GC.KeepAlive(project);
    }

    [Fact]
    public void A_file_that_is_not_bound_any_more_does_not_keep_an_old_referenced_project_alive()
    {
        // B is bound against the old library; then no name in it is shadowed, so that nothing replaces what is remembered of it.
        var project = Project.Of(("A.cs", A), ("B.cs", B));
        var (driver, old) = RunTwiceWithLibraries(project, project.Edit("A.cs", A.Replace("[Shadowed] ", "")));
        AssertDead(old);
        GC.KeepAlive(driver);
        GC.KeepAlive(project);
    }

    private static void AssertDead(WeakReference old)
    {
        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
    }

    // Of its own, so that no temporary of the caller's frame holds the old driver.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwice(Project first, Project second)
    {
        var old = first.Compilation.Clone();
        return (Project.Driver().RunGenerators(old).RunGenerators(second.Compilation), new WeakReference(old));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunTwiceWithLibraries(Project first, Project second)
    {
        var old = Library(1);
        var one = first.Compilation.AddReferences(old.ToMetadataReference());
        var two = second.Compilation.AddReferences(Library(2).ToMetadataReference());
        return (Project.Driver().RunGenerators(one).RunGenerators(two), new WeakReference(old));

        static CSharpCompilation Library(int version) =>
            Project.Of(("L.cs", $"public static class L {{ public const int Version = {version}; }}")).Compilation.WithAssemblyName("L");
    }

    private static EquatableArray<TreeIndex> Indexes(GeneratorDriver driver) =>
        ((IndexedTrees)driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Index].Single().Outputs.Single().Value).Trees;

    private static string Reasons(GeneratorDriver driver, string step) =>
        string.Join(' ', driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason));
}
