using System.Diagnostics;
using System.Globalization;
using ShadowGen.Benchmarks.Harness;

namespace ShadowGen.Adaptive.Benchmarks.Cold;

/// <summary>The program of <see cref="PathSource"/>, built as users build theirs; just in time, or ReadyToRun.</summary>
internal sealed class ColdProgram
{
    private readonly string _assembly;
    private readonly string _model;

    private ColdProgram(string assembly) => (_assembly, _model) = (assembly, Path.Combine(Path.GetDirectoryName(assembly)!, "app.shadow"));

    /// <exception cref="InvalidOperationException">It cannot be built.</exception>
    public static ColdProgram Build(string folder, bool readyToRun)
    {
        var root = Checkout.Root;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), PathSource.Main);
        File.WriteAllText(Path.Combine(folder, "Path.cs"), PathSource.Path());
        var ahead = readyToRun ? "<RuntimeIdentifier>$(NETCoreSdkPortableRuntimeIdentifier)</RuntimeIdentifier><PublishReadyToRun>true</PublishReadyToRun><SelfContained>false</SelfContained>" : "";
        File.WriteAllText(Path.Combine(folder, "Cold.csproj"), $"""
            <Project>
              <PropertyGroup><ImportDirectoryBuildProps>false</ImportDirectoryBuildProps></PropertyGroup>
              <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                {ahead}
              </PropertyGroup>
              <Import Project="{root}/eng/Shadowed.targets" />
              <Import Project="{root}/eng/Compiled.targets" />
              <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
            </Project>
            """);
        var output = Path.Combine(folder, "out");
        Run("dotnet", readyToRun ? ["publish", folder, "-c", "Release", "-o", output, "-v", "q", "-nologo"] : ["build", folder, "-c", "Release", "-o", output, "-v", "q", "-nologo"]);
        return new(Path.Combine(output, "Cold.dll"));
    }

    /// <summary>Runs it once to learn, and puts what it has learned beside it.</summary>
    public void Deploy()
    {
        File.Delete(_model);
        var learned = _model + ".learned";
        Run("dotnet", [_assembly, "observe", "0", "0"], ("ShadowModelPath", learned));
        File.Move(learned, _model);
    }

    /// <summary>One request.</summary>
    /// <param name="withModel">The model is beside the program, and the manager may act on it.</param>
    /// <param name="waitMs">How long the host waits for it.</param>
    /// <returns>Milliseconds that it took, and from the start of the process to the answer; what was prepared, and the CPU time of that in milliseconds.</returns>
    public (double Request, double SinceStart, int Prepared, double PreparationMs) Request(bool withModel, int waitMs)
    {
        var hidden = _model + ".hidden";
        if (!withModel) File.Move(_model, hidden);
        try
        {
            var words = Run("dotnet", [_assembly, withModel ? "act" : "observe", waitMs.ToString(CultureInfo.InvariantCulture), Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)]).Split(' ');
            return (Number(words[0]), Number(words[1]), (int)Number(words[3]), Number(words[4]));
        }
        finally
        {
            if (!withModel) File.Move(hidden, _model);
        }

        static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture);
    }

    private static string Run(string program, string[] arguments, (string Name, string Value)? variable = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Remove("ShadowModelPath");
        if (variable is var (name, value)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        return ChildProcess.End(process);
    }
}
