using System.Security;
using ShadowGen.Codebases.Running;
using ShadowGen.Codebases.Sources;

namespace ShadowGen.Codebases.Building;

/// <summary>Builds copies of the codebase. All that it changes about a build comes by environment variables, which MSBuild reads as properties.</summary>
internal sealed class Builder(Options options, ShadowGenPackage package, IReadOnlyList<string> kept)
{
    /// <summary>What a build, or a command that builds by itself, must find in its environment.</summary>
    public Dictionary<string, string> EnvironmentOf(WorkingCopy copy)
    {
        var injected = Path.Combine(AppContext.BaseDirectory, "Injected");
        var environment = new Dictionary<string, string>
        {
            ["BeforeMicrosoftNETSdkTargets"] = Path.Combine(injected, "Retarget.targets"),
            ["CustomAfterMicrosoftCommonTargets"] = Path.Combine(injected, "Codebase.targets"),
            ["CodebaseVariant"] = copy.Variant.Name,
            ["CodebaseKeptProjects"] = $";{string.Join(';', kept)};",
            ["CodebaseHasGit"] = Path.Exists(Path.Combine(copy.Root, ".git")) ? "true" : "false",
            ["CodebaseDescriptions"] = DescriptionsOf(copy),
        };
        if (copy.Variant.IsShadowed)
        {
            environment["CodebasePackage"] = package.Root;
            environment["CodebaseRuntime"] = copy.Variant.IsTraced ? package.TracedRuntime : package.Runtime;
            if (copy.Variant.MinimumSize is { } size)
                environment["CodebaseMinimumSize"] = size.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return environment;
    }

    /// <summary>Restores and builds; stops at the first that fails.</summary>
    /// <param name="name">Tells the logs apart.</param>
    public CommandResult Build(WorkingCopy copy, IReadOnlyList<string> targets, string name = "")
    {
        var restored = Run(copy, targets, "Restore", "restore" + name);
        return restored.Succeeded ? Run(copy, targets, "Build", "build" + name) : restored;
    }

    /// <summary>Builds everything again, on one core, so that the CPU time of all compilers is seen.</summary>
    public CommandResult Rebuild(WorkingCopy copy, IReadOnlyList<string> targets, int round) => Run(copy, targets, "Rebuild", $"rebuild-{round}", "-m:1");

    /// <summary>Builds made before are no longer told of by <see cref="Built"/>.</summary>
    public void Forget(WorkingCopy copy)
    {
        if (Directory.Exists(DescriptionsOf(copy)))
            Directory.Delete(DescriptionsOf(copy), recursive: true);
    }

    public List<BuiltProject> Built(WorkingCopy copy) => BuiltProject.ReadAll(DescriptionsOf(copy));

    private string DescriptionsOf(WorkingCopy copy) => Path.Combine(options.Work, "descriptions", copy.Variant.Name);

    private CommandResult Run(WorkingCopy copy, IReadOnlyList<string> targets, string target, string name, string cores = "-m")
    {
        Directory.CreateDirectory(DescriptionsOf(copy));
        var list = Path.Combine(options.Work, "traversals", $"{copy.Variant.Name}-{name}.proj");
        Directory.CreateDirectory(Path.GetDirectoryName(list)!);
        File.WriteAllText(list, Traversal(copy, targets));
        return Command.Run(
            "dotnet",
            ["msbuild", list, $"-t:{target}", cores, "-nodeReuse:false", "-nologo", "-v:minimal", $"-p:Configuration={options.Configuration}", .. options.Properties.Select(p => "-p:" + p)],
            copy.Root,
            EnvironmentOf(copy),
            Path.Combine(options.Work, "logs", copy.Variant.Name, name + ".log"),
            options.Timeout);
    }

    // No solution: a solution builds projects that it does not list, but references, in their default configuration.
    private static string Traversal(WorkingCopy copy, IEnumerable<string> targets) => $"""
        <Project>
          <ItemGroup>
            {string.Join("\n    ", targets.Select(t => $"""<Codebase Include="{SecurityElement.Escape(Path.Combine(copy.Root, t))}" />"""))}
          </ItemGroup>
          <Target Name="Restore">
            <MSBuild Projects="@(Codebase)" Targets="Restore" Properties="MSBuildRestoreSessionId=$([System.Guid]::NewGuid())" />
          </Target>
          <Target Name="Build">
            <MSBuild Projects="@(Codebase)" Targets="Build" BuildInParallel="true" />
          </Target>
          <Target Name="Rebuild">
            <MSBuild Projects="@(Codebase)" Targets="Rebuild" BuildInParallel="true" />
          </Target>
        </Project>
        """;
}
