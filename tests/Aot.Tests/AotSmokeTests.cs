using System.Runtime.InteropServices;
using ShadowGen.TestSupport;

namespace ShadowGen.Aot.Tests;

public sealed class AotSmokeTests
{
    /// <summary>Methods of the program in the model that is embedded.</summary>
    private const int Known = 15;

    private const string Counts = """
        Add 1000
        Name 1000
        Echo 2000
        CountAsync 1000
        StockAsync 1000
        Twice 1000
        Sum 1
        Total 1
        Hidden 1000
        ShadowGen.Aot.Smoke.IStock.Count 1000
        ShadowGen.Aot.Smoke.IStock.OrderAsync 1000
        ShadowGen.Aot.Smoke.IShelf.Put 2000
        job 1000

        """;

    /// <summary>One publish serves all assertions: it takes a minute.</summary>
    [NativeFact]
    public async Task Published_as_native_code_without_warnings_it_counts_every_call_begins_with_its_model_and_saves_it()
    {
        Assert.True(NativeLinker.Find() is not null, NativeLinker.HowToInstall);
        using var folder = new TemporaryFolder("aot");

        var publish = (await CommandLine.DotNetAsync(
            Repository.Root,
            [
                "publish", "tests/Aot.Smoke", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:NativeSmoke=true",
                // Its own intermediate folders: a solution build may run at the same time.
                "--artifacts-path", folder.PathOf("build"), "-o", folder.PathOf("out"),
                .. OperatingSystem.IsWindows() ? Array.Empty<string>() : [$"-p:CppCompilerAndLinker={NativeLinker.Find()}"],
            ])).EnsureSuccess();

        // Warnings are errors in this repository; the linker's and the trimmer's must be absent too.
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        Assert.False(File.Exists(folder.PathOf("out", "ShadowGen.Aot.Smoke.dll")), "The output is managed, not native.");

        var run = await RunAsync(folder);
        // The model that is embedded (tests/Aot.Smoke/app.shadow): one run, which knew all that this one calls.
        Assert.Equal($"model: 1 runs, {Known} methods known, matched: none\n{Counts}", run.Output);

        // Saved at exit, and joined by the next run with what is embedded.
        var model = folder.PathOf("saved.shadow");
        await RunAsync(folder, model);
        Assert.Contains($"model: 2 runs, {Known} methods known", (await RunAsync(folder, model)).Output, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadLines(model).Count(line => line.StartsWith("source ", StringComparison.Ordinal)));
    }

    private static async Task<CommandResult> RunAsync(TemporaryFolder folder, params string[] arguments) =>
        (await CommandLine.RunAsync(folder.PathOf("out", "ShadowGen.Aot.Smoke" + (OperatingSystem.IsWindows() ? ".exe" : "")), folder.Root, arguments)).EnsureSuccess();
}
