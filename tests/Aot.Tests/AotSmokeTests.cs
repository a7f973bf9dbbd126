using System.Runtime.InteropServices;
using ShadowGen.TestSupport;

namespace ShadowGen.Aot.Tests;

public sealed class AotSmokeTests
{
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
    public async Task Published_as_native_code_without_warnings_it_counts_every_call()
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

        var run = (await CommandLine.RunAsync(folder.PathOf("out", "ShadowGen.Aot.Smoke" + (OperatingSystem.IsWindows() ? ".exe" : "")), folder.Root)).EnsureSuccess();
        Assert.Equal(Counts, run.Output);
    }
}
