using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>A codebase is shadowed, or taken out, without an edit of its source.</summary>
[Collection(OnePackage.Name)]
public sealed class ConfiguredOptInTests(PackedShadowGen package)
{
    private const string Source = """
        namespace Shop
        {
            public static class Orders { public static int Price(int x) { while (x > 9) { x -= 9; } return x; } public static int Use() => Price(1); }
        }
        namespace Depot
        {
            public static class Stock { public static int Count(int x) { while (x > 9) { x -= 9; } return x; } public static int Use() => Count(1); public static int Get() => 1; public static int Use2() => Get(); }
        }
        """;

    [Theory]
    [InlineData("-p:ShadowGenInclude=**", "Count Price")]
    [InlineData("-p:ShadowGenInclude=Shop%2CDepot", "Count Price")]
    [InlineData("-p:ShadowGenInclude=** -p:ShadowGenExclude=Sh%3BShop", "Count")]
    [InlineData("-p:ShadowGenInclude=** -p:ShadowGenMinimumSize=0", "Count Get Price")]
    public async Task On_the_command_line(string arguments, string shadowed) => Assert.Equal(shadowed, await ShadowedAsync(Source, "", arguments.Split(' ')));

    [Theory]
    [InlineData("<ShadowGenInclude>\n  Shop;\n  Depot;\n</ShadowGenInclude>")]
    public async Task In_the_project_file(string properties) => Assert.Equal("Count Price", await ShadowedAsync(Source, properties));

    [Theory]
    [InlineData(".editorconfig", "root = true\n[*.cs]\nshadowgen_include = Shop, Depot\n", "Count Price")]
    [InlineData(".editorconfig", "root = true\n[*.cs]\nshadowgen_include = **\nshadowgen_exclude = Depot\nshadowgen_minimum_size = 0\n", "Price")]
    [InlineData(".editorconfig", "root = true\n[Other/*.cs]\nshadowgen_include = **\n", "")]
    [InlineData(".globalconfig", "is_global = true\nshadowgen_include = Shop\n", "Price")]
    public async Task In_configuration_files(string name, string text, string shadowed) => Assert.Equal(shadowed, await ShadowedAsync(Source, "", [], (name, text)));

    [Theory]
    [InlineData("-p:ShadowGenServiceCalls=Http%3BFiles", "", "Exists")]
    [InlineData("-p:ShadowGenServiceCalls=Http", "", "")]
    [InlineData("", "root = true\n[*.cs]\nshadowgen_service_calls = Http, Files\n", "Exists")]
    public async Task Service_calls(string argument, string editorconfig, string calls)
    {
        var project = UserProject.Create(
            package.NewFolder("App"), package.Reference, "",
            [("Shop.cs", "public static class Shop { public static bool Use() => System.IO.File.Exists(\"a\"); }"), (".editorconfig", editorconfig)]);
        await project.BuildAsync(argument.Length == 0 ? [] : [argument]);
        Assert.Equal(calls, string.Join(' ', SkeletonReader.Read(await File.ReadAllBytesAsync(project.Assembly))
            .SelectMany(text => text.Split('\n'))
            .Where(line => line.StartsWith("callee ", StringComparison.Ordinal) && line.Split(' ')[2] == "x")
            .Select(line => line.Split("M:System.IO.File.")[1].Split('(')[0])));
    }

    private async Task<string> ShadowedAsync(string source, string properties, string[]? arguments = null, params (string Name, string Text)[] files)
    {
        var project = UserProject.Create(package.NewFolder("App"), package.Reference, properties, [("Shop.cs", source), .. files]);
        await project.BuildAsync(arguments ?? []);
        return string.Join(' ', SkeletonReader.Read(await File.ReadAllBytesAsync(project.Assembly))
            .SelectMany(text => text.Split('\n'))
            .Where(line => line.StartsWith("method ", StringComparison.Ordinal) && line.Split(' ')[3] == "s")
            .Select(line => line.Split(' ')[4].Split('(')[0].Split('.')[^1])
            .Where(name => !name.StartsWith("Use", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }
}
