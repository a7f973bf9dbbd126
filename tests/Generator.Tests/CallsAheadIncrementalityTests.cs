using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>A plan is made with the body of its method and wanted in its callers' files: Body.cs holds the one, Caller.cs a call, Other.cs neither.</summary>
public class CallsAheadIncrementalityTests
{
    private const string Reads = "using System.Threading.Tasks; using ShadowGen; public static class Reads { [Shadowed(Speculative = true)] public static async Task<int> ReadAsync(int id) { await Task.Yield(); return id; } }";
    private const string Body = "using System.Threading.Tasks; using ShadowGen; public static class Body { [Shadowed] public static async Task<int> RunAsync(int id) { var one = await Reads.ReadAsync(id); return one + await Reads.ReadAsync(2); } }";
    private const string Caller = "using System.Threading.Tasks; public static class Caller { public static Task<int> Go() => Body.RunAsync(1); }";
    private const string Other = "using System.Threading.Tasks; public static class Other { public static Task<int> Go() { return Reads.ReadAsync(1); } }";

    /// <summary>Edited file, its new text, then the files that are bound, and those whose output is another one.</summary>
    public static TheoryData<string, string, string, string> Edits => new()
    {
        { "Other.cs", Other.Replace("(1)", "(2)"), "Other.cs", "Other" },
        { "Caller.cs", Caller.Replace("(1)", "(2)"), "Caller.cs", "Caller" },
        { "Reads.cs", Reads.Replace("return id", "return -id"), "Reads.cs", "Reads" },

        // Another plan: its callers see no more of it than its name.
        { "Body.cs", Body.Replace("ReadAsync(2)", "ReadAsync(3)"), "Body.cs", "Body" },

        // No plan any more.
        { "Body.cs", Body.Replace("var one = await Reads.ReadAsync(id)", "var one = id"), "Body.cs", "Body Caller" },
        { "Body.cs", Body.Replace("ReadAsync(2)", "ReadAsync(one)"), "Body.cs", "Body Caller" },
        { "Reads.cs", Reads.Replace("(Speculative = true)", ""), "Body.cs Caller.cs Other.cs Reads.cs", "Body Caller" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_writes_again_only_what_it_must(string file, string text, string bound, string written)
    {
        var project = Project.Of(("Body.cs", Body), ("Caller.cs", Caller), ("Other.cs", Other), ("Reads.cs", Reads));
        var trees = new ConcurrentBag<string>();
        var driver = Project.Driver(bound: tree => trees.Add(Path.GetFileName(tree.FilePath))).RunGenerators(project.Compilation);
        var before = Project.Outputs(driver);
        Assert.Contains("Plan.IsWanted", before.Single(output => output.Key.StartsWith("Caller", StringComparison.Ordinal)).Value, StringComparison.Ordinal);

        trees.Clear();
        var edited = project.Edit(file, text);
        driver = driver.RunGenerators(edited.Compilation);
        var after = Project.Outputs(driver);
        Assert.Equal(bound, string.Join(' ', trees.Order()));
        Assert.Equal(written, string.Join(' ', after.Where(output => before[output.Key] != output.Value).Select(output => output.Key.Split('.')[0]).Order()));
        Assert.Equal(edited.Generate(), after);

        // And back again.
        driver = driver.RunGenerators(project.Compilation);
        Assert.Equal(before, Project.Outputs(driver));
    }

    [Fact]
    public void Another_plan_renames_a_constant_so_that_a_running_process_is_restarted()
    {
        var project = Project.Of(("Body.cs", Body), ("Reads.cs", Reads));
        Assert.NotEqual(Constant(project), Constant(project.Edit("Body.cs", Body.Replace("ReadAsync(2)", "ReadAsync(3)", StringComparison.Ordinal))));
        Assert.Equal(Constant(project), Constant(project.Edit("Body.cs", Body.Replace("one + await", "one - await", StringComparison.Ordinal))));

        static string Constant(Project project) => Regex.Match(string.Concat(project.Generate().Values), "Calls_[0-9a-f]{8}").Value;
    }

    [Fact]
    public void Without_a_mark_nothing_is_planned_and_nothing_asks()
    {
        var project = Project.Of(("Body.cs", Body), ("Reads.cs", Reads.Replace("(Speculative = true)", "")));
        Assert.DoesNotContain(project.Generate().Values, text => text.Contains("Ahead", StringComparison.Ordinal));
    }
}
