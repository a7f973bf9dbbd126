using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>An app's calls into a library that was built with ShadowGen are counted, the caller in the app and the callee in the library.</summary>
[Collection(OnePackage.Name)]
public sealed class ShadowedLibraryTests(PackedShadowGen package)
{
    private const string Library = """
        namespace Lib;

        [ShadowGen.Shadowed]
        public class Store
        {
            public int Load(int id) { var sum = 0; for (var i = 0; i < id; i++) { sum += Key(i); } return sum; }
            internal int Cached(int id) { while (id > 9) { id -= 9; } return Key(id); }
            private int Key(int id) { while (id > 9) { id -= 9; } return id; }
            public int Size() => 3;
        }
        """;

    private const string App = """
        using ShadowGen;
        using Lib;

        var store = new Store();
        var sum = 0;
        for (var i = 0; i < 7; i++) { sum += store.Load(3) + store.Size(); }
        Shadow.Flush();
        foreach (var edge in Shadow.CallGraph.Edges)
            System.Console.WriteLine($"{edge.Caller.Assembly}:{edge.Caller.Name} -> {edge.Callee.Assembly}:{edge.Callee.Name} {edge.Calls}");
        """;

    private static readonly string[] Expected = ["App:Program.{Main}$ -> Lib:Lib.Store.Load 7", "Lib:Lib.Store.Cached -> Lib:Lib.Store.Key 0", "Lib:Lib.Store.Load -> Lib:Lib.Store.Key 21"];

    [Fact]
    public async Task App_to_project()
    {
        var root = package.NewFolder("Solution");
        UserProject.Create(Path.Combine(root, "Lib"), package.Reference, "", ("Lib.cs", Library));
        Assert.Equal(Expected, await CountsAsync(Path.Combine(root, "App"), """<ProjectReference Include="../Lib/Lib.csproj" />"""));
    }

    [Fact]
    public async Task App_to_package()
    {
        var id = "Lib" + Guid.NewGuid().ToString("N");
        await UserProject.Create(package.NewFolder(id), package.Reference, $"<PackageId>{id}</PackageId><PackageVersion>1.0.0</PackageVersion><AssemblyName>Lib</AssemblyName>", ("Lib.cs", Library)).PackAsync(package.Feed);
        Assert.Equal(Expected, await CountsAsync(package.NewFolder("App"), $"""<PackageReference Include="{id}" Version="1.0.0" />"""));
    }

    private static async Task<List<string>> CountsAsync(string folder, string reference)
    {
        var app = UserProject.Create(folder, reference, "<OutputType>Exe</OutputType>", ("Program.cs", App));
        await app.BuildAsync();
        return (await app.RunAsync()).EnsureSuccess().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Order(StringComparer.Ordinal).ToList();
    }
}
