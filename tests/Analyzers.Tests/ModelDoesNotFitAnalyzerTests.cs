using System.Globalization;
using ShadowGen.Analyzers.Tests.Verification;
using Verify = ShadowGen.Analyzers.Tests.Verification.AnalyzerVerifier<ShadowGen.Analyzers.Rules.ModelDoesNotFitAnalyzer>;

namespace ShadowGen.Analyzers.Tests;

public sealed class ModelDoesNotFitAnalyzerTests
{
    [Theory]
    [InlineData("", 1, "the file is empty")]
    [InlineData("shadowgen-model 1\nmethod x\n", 2, "a method's id is 16 lower-case hex digits, not 'x'")]
    [InlineData("shadowgen-model 1\n<<<<<<< ours\n", 2, "the file has a version control conflict: take both sides with 'dotnet shadowgen merge ours.shadow theirs.shadow -o app.shadow'")]
    [InlineData("shadowgen-model 1\n", 1, "the file ends here, without its 'end' line: it was cut off")]
    [InlineData("MZ\u0001\u0002", 1, "not a model file: the first line must be 'shadowgen-model 1', and is 'MZ\\u0001\\u0002'")]
    public async Task A_damaged_file_is_told_with_its_line(string text, int line, string fault)
    {
        var found = Assert.Single(await Verify.FindAsync(Shadowed(1), new Models.Text(Models.Path, text)));

        Assert.Equal("The model cannot be read, and the app starts without it: " + fault, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal((Models.Path, line - 1), (found.Location.GetLineSpan().Path, found.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task A_changed_digit_is_told_at_the_end()
    {
        var text = Model(3).Write().Replace(" 10\n", " 11\n", StringComparison.Ordinal);
        var found = Assert.Single(await Verify.FindAsync(Shadowed(3), new Models.Text(Models.Path, text)));

        Assert.Contains("the file was changed by hand or damaged", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').Length - 2, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_of_this_program_is_left_alone(bool isHashed) => Assert.Empty(await Verify.FindAsync(Shadowed(12), Model(12, isHashed).File));

    [Fact]
    public async Task Another_programs_model_is_told()
    {
        var model = new Models();
        for (var i = 0; i < 1200; i++) model.Method($"Other.C.M{i}", assembly: "Other");

        var found = Assert.Single(await Verify.FindAsync(Shadowed(4), model.File));

        Assert.Equal("The model is of another program: of its 1,200 methods 0 are of this assembly or of what it references, and of this assembly's 4 shadowed methods it knows 0", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(Models.Path, found.Location.GetLineSpan().Path);
    }

    [Fact]
    public async Task A_model_that_many_programs_share_is_left_alone()
    {
        var model = Model(4);
        for (var i = 0; i < 1200; i++) model.Method($"Other.C.M{i}", assembly: "Other");

        Assert.Empty(await Verify.FindAsync(Shadowed(4), model.File));
    }

    [Fact]
    public async Task A_model_of_what_is_referenced_is_left_alone()
    {
        var model = new Models();
        for (var i = 0; i < 20; i++) model.Method($"System.C.M{i}", assembly: "System.Runtime");

        Assert.Empty(await Verify.FindAsync("using ShadowGen; [assembly: ShadowNamespace(\"Nowhere\")] class Program { static void Main() { } }", model.File));
    }

    [Fact]
    public async Task A_model_from_before_much_was_written_is_stale()
    {
        var found = Assert.Single(await Verify.FindAsync(Shadowed(19), Model(14).File));

        Assert.Equal(
            "The model is stale: of 19 shadowed methods it does not know 5, such as 'C.M14(int)'; let the app run with ShadowModelPath, and take the new file",
            found.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>A quarter at most, or a few.</summary>
    [Theory]
    [InlineData(20, 15)]
    [InlineData(6, 2)]
    public async Task New_methods_are_no_reason_by_themselves(int shadowed, int known) => Assert.Empty(await Verify.FindAsync(Shadowed(shadowed), Model(known).File));

    [Fact]
    public async Task Silent_without_a_model() => Assert.Empty(await Verify.FindAsync(Shadowed(30)));

    [Fact]
    public async Task Another_additional_file_is_none() => Assert.Empty(await Verify.FindAsync(Shadowed(30), new Models.Text("/app/other.txt", "")));

    [Fact]
    public Task Silent_without_ShadowGen() => Verify.VerifySilentWithoutShadowGenAsync("class C;");

    private static string Shadowed(int methods) =>
        "using ShadowGen; public class C { " + string.Concat(Enumerable.Range(0, methods).Select(i => $"[Shadowed] public int M{i}(int n) {{ for (var i = 0; i < 9; i++) n += i; return n; }} ")) + "}";

    private static Models Model(int methods, bool isHashed = false)
    {
        var model = new Models(isHashed: isHashed);
        for (var i = 0; i < methods; i++) model.Method($"C.M{i}(System.Int32)", calls: 10);
        return model;
    }
}
