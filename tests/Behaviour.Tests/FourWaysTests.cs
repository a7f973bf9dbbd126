using ShadowGen.Aot.Tests;

namespace ShadowGen.Behaviour.Tests;

/// <summary>One program with every call shape: whatever runs it, it does what the plain build does, and each call is counted once.</summary>
public sealed class FourWaysTests(BehaviourProgram program) : IClassFixture<BehaviourProgram>
{
    private const string Latest = "14.0";
    private const int FewestMethods = 50;

    private static readonly string[] Shadowed = ["SelfContained=false"];
    private static readonly string[] Plain = ["SelfContained=false", "ShadowGenEnabled=false"];
    private static readonly string[] ReadyToRun = ["SelfContained=false", "PublishReadyToRun=true"];

    [Theory]
    [InlineData("7.3", 40)]
    [InlineData("10.0", 45)]
    [InlineData("12.0", FewestMethods)]
    [InlineData(Latest, FewestMethods)]
    public async Task Just_in_time_in_each_language_version(string language, int fewestMethods)
    {
        var plain = await program.RunAsync(language, Plain, []);
        var shadowed = await program.RunAsync(language, Shadowed, ["counts"]);

        Assert.Equal(plain.Transcript, shadowed.Transcript);
        AssertExact(shadowed, fewestMethods);
    }

    [Fact]
    public async Task Ready_to_run()
    {
        var plain = await program.RunAsync(Latest, Plain, []);
        var shadowed = await program.RunAsync(Latest, ReadyToRun, ["counts"]);

        Assert.Equal(plain.Transcript, shadowed.Transcript);
        AssertExact(shadowed, FewestMethods);
    }

    [Fact]
    public async Task Switched_off()
    {
        var plain = await program.RunAsync(Latest, Plain, ["counts"]);
        var off = await program.RunAsync(Latest, Shadowed, ["counts"], isOff: true);

        Assert.Equal(plain.Transcript, off.Transcript);
        Assert.Equal(plain.Calls, off.Calls);
        Assert.All(off.Calls.Values, static calls => Assert.Equal(0, calls.Counted));
    }

    [NativeFact]
    public async Task Native_code()
    {
        string[] native = ["BehaviourNative=true", .. NativeLinker.Find() is { } linker && !OperatingSystem.IsWindows() ? [$"CppCompilerAndLinker={linker}"] : Array.Empty<string>()];
        var plain = await program.RunAsync(Latest, Plain, []);
        var shadowed = await program.RunAsync(Latest, native, ["counts"]);

        Assert.Equal(plain.Transcript, shadowed.Transcript);
        AssertExact(shadowed, FewestMethods);
        Assert.False(
            File.Exists(Path.Combine(program.FolderOf([$"BehaviourLanguage={Latest}", .. native]), "ShadowGen.Behaviour.dll")), "The output is managed, not native.");
    }

    private static void AssertExact(BehaviourRun run, int fewestMethods)
    {
        Assert.True(run.Calls.Count >= fewestMethods, $"Only {run.Calls.Count} methods told of themselves.");
        Assert.Equal("", string.Join("; ", run.Calls.Where(static call => call.Value.Entered != call.Value.Counted)
            .Select(static call => $"{call.Key} was entered {call.Value.Entered} times and counted {call.Value.Counted} times")));
    }
}
