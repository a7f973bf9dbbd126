namespace ShadowGen.Build.Tests;

/// <summary>Whatever the assembly is, the task succeeds and says at most one thing.</summary>
public sealed class WriteCallGraphTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("callgraph").FullName;

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
        var line = Assert.Single(said);
        Assert.StartsWith($"ShadowGen: the call graph of '{assembly}' was not written to '{Output}': ", line, StringComparison.Ordinal);
        Assert.EndsWith(" The assembly is as it should be; ShadowGenDiagrams=false switches the diagrams off.", line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_message()
    {
        File.WriteAllText(Path.Combine(_folder, "taken"), "");
        var (succeeded, said) = Run(typeof(WriteCallGraphTests).Assembly.Location, copies: Path.Combine(_folder, "taken"));

        Assert.True(succeeded);
        Assert.Single(said);
    }

    [Fact]
    public void An_assembly_without_skeletons_has_an_empty_graph_and_no_line()
    {
        var (succeeded, said) = Run(typeof(WriteCallGraphTests).Assembly.Location);

        Assert.True(succeeded);
        Assert.Empty(said);
        Assert.Equal(["callgraph.dot", "callgraph.html", "callgraph.json", "callgraph.mmd"], Files(Output));
    }

    [Fact]
    public void Copies_bear_the_name_of_the_assembly()
    {
        var copies = Path.Combine(_folder, "docs", "graph");
        Run(typeof(WriteCallGraphTests).Assembly.Location, copies: copies);

        Assert.Equal(Files(Output).Select(name => "ShadowGen.Build.Tests." + name), Files(copies));
        Assert.All(Files(Output), name => Assert.Equal(File.ReadAllText(Path.Combine(Output, name)), File.ReadAllText(Path.Combine(copies, "ShadowGen.Build.Tests." + name))));
    }

    [Fact]
    public void Equal_files_keep_their_time_but_for_the_one_that_the_build_looks_at()
    {
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        Run(typeof(WriteCallGraphTests).Assembly.Location);
        foreach (var name in Files(Output))
            File.SetLastWriteTimeUtc(Path.Combine(Output, name), old);

        Run(typeof(WriteCallGraphTests).Assembly.Location);

        Assert.Equal(["callgraph.json"], Files(Output).Where(name => File.GetLastWriteTimeUtc(Path.Combine(Output, name)) != old));
    }

    [Fact]
    public void A_page_that_is_not_made_any_more_is_gone()
    {
        Run(typeof(WriteCallGraphTests).Assembly.Location);
        Run(typeof(WriteCallGraphTests).Assembly.Location, library: Path.Combine(_folder, "missing.js"));

        Assert.Equal(["callgraph.dot", "callgraph.json", "callgraph.mmd"], Files(Output));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Output => Path.Combine(_folder, "out");

    private static List<string> Files(string folder) => Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();

    private (bool Succeeded, List<string> Said) Run(string assembly, string copies = "", string library = "")
    {
        if (library.Length == 0)
        {
            library = Path.Combine(_folder, "layout.js");
            File.WriteAllText(library, "var dagre = {};");
            File.WriteAllText(library + ".LEGAL.txt", "/* notice */");
        }

        var engine = new RecordingEngine();
        var task = new WriteCallGraph { BuildEngine = engine, AssemblyFile = assembly, OutputDirectory = Output, CopyDirectory = copies, LayoutLibrary = library };
        return (task.Execute(), engine.Said);
    }
}
