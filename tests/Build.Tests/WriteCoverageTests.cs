namespace ShadowGen.Build.Tests;

/// <summary>Whatever the assembly is, the task succeeds and says at most one thing.</summary>
public sealed class WriteCoverageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coverage").FullName;

    [Theory]
    [InlineData("")]
    [InlineData("no assembly at all")]
    [InlineData(null)]
    public void A_fault_is_one_message_and_no_failure(string? content)
    {
        var assembly = Path.Combine(_folder, "App.dll");
        if (content is not null)
            File.WriteAllText(assembly, content);

        var (succeeded, said) = Run(assembly);

        Assert.True(succeeded);
        Assert.StartsWith("ShadowGen: the coverage report '", Assert.Single(said), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "out", "coverage.json")));
    }

    [Fact]
    public void An_assembly_without_skeletons_has_an_empty_report_and_no_line()
    {
        var (succeeded, said) = Run(typeof(WriteCoverageTests).Assembly.Location);

        Assert.True(succeeded);
        Assert.Empty(said);
        Assert.Contains("\"total\": 0", File.ReadAllText(Path.Combine(_folder, "out", "coverage.json")), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (bool Succeeded, List<string> Said) Run(string assembly)
    {
        var engine = new RecordingEngine();
        var task = new WriteCoverage { BuildEngine = engine, AssemblyFile = assembly, Output = Path.Combine(_folder, "out", "coverage.json") };
        return (task.Execute(), engine.Said);
    }
}
