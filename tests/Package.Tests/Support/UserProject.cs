using System.Text.Json;
using ShadowGen.TestSupport;

namespace ShadowGen.Package.Tests.Support;

/// <summary>A fresh project as a user has it: an SDK-style csproj with references, and source files.</summary>
internal sealed class UserProject
{
    private readonly string _folder;
    private readonly string _name;

    private UserProject(string folder, string name)
    {
        _folder = folder;
        _name = name;
    }

    public string File => Path.Combine(_folder, $"{_name}.csproj");

    public string Assembly => Path.Combine(_folder, "out", $"{_name}.dll");

    /// <param name="folder">Its own folder, made by <see cref="PackedShadowGen.NewFolder"/> or below it.</param>
    /// <param name="references">The lines of its ItemGroup, such as <c>&lt;PackageReference …/&gt;</c>.</param>
    /// <param name="properties">The lines of its PropertyGroup, beside the target framework.</param>
    /// <param name="sources">File name and C# text.</param>
    public static UserProject Create(string folder, string references, string properties, params (string Name, string Text)[] sources)
    {
        Directory.CreateDirectory(folder);
        var project = new UserProject(folder, Path.GetFileName(folder));
        System.IO.File.WriteAllText(project.File, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseSharedCompilation>false</UseSharedCompilation>
                <OutputPath>out/</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {references}
              </ItemGroup>
            </Project>
            """);
        foreach (var (name, text) in sources)
        {
            System.IO.File.WriteAllText(Path.Combine(folder, name), text);
        }

        return project;
    }

    public async Task<CommandResult> BuildAsync(params string[] arguments) =>
        (await CommandLine.DotNetAsync(_folder, ["build", "-c", "Release", .. arguments])).EnsureSuccess();

    /// <summary>Builds, and says what the compiler was given.</summary>
    public async Task<CompilerInput> BuildAndInspectAsync(params string[] arguments)
    {
        var result = await BuildAsync(["-t:Build", "-getItem:Analyzer", "-getItem:CompilerVisibleProperty", "-getProperty:InterceptorsNamespaces", .. arguments]);
        using var json = JsonDocument.Parse(result.Output);
        var items = json.RootElement.GetProperty("Items");
        return new CompilerInput(
            Identities(items, "Analyzer").Select(path => Path.GetFileName(path.Replace('\\', '/'))).Where(n => n.StartsWith("ShadowGen", StringComparison.Ordinal)).Order().ToList(),
            Identities(items, "CompilerVisibleProperty"),
            json.RootElement.GetProperty("Properties").GetProperty("InterceptorsNamespaces").GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries));
    }

    public async Task<CommandResult> PackAsync(string output) =>
        (await CommandLine.DotNetAsync(_folder, "pack", "-c", "Release", "-o", output)).EnsureSuccess();

    public Task<CommandResult> RunAsync(params string[] arguments) => CommandLine.DotNetAsync(_folder, [Assembly, .. arguments]);

    private static List<string> Identities(JsonElement items, string name) =>
        items.GetProperty(name).EnumerateArray().Select(i => i.GetProperty("Identity").GetString()!).ToList();
}

/// <summary>ShadowGen's part in a compiler call.</summary>
internal sealed record CompilerInput(IReadOnlyList<string> Analyzers, IReadOnlyList<string> VisibleProperties, IReadOnlyList<string> InterceptorsNamespaces);
