using ShadowGen.TestSupport;
using ShadowGen.Tool.Output;

namespace ShadowGen.Tool.Tests.Support;

/// <summary>What a run of the tool said, its output in a pipe.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static string DataFolder => Repository.PathOf("tests", "Tool.Tests", "Data");

    /// <summary>Runs it in the folder of the committed models.</summary>
    public static Task<ToolRun> OfAsync(params string[] arguments) => InAsync(DataFolder, arguments);

    public static async Task<ToolRun> InAsync(string folder, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await ToolProgram.RunAsync(arguments, new Screen(output, error, null, folder), CancellationToken.None);
        return new(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The line that begins with a word, cut into its columns.</summary>
    public string[] Row(string first) =>
        Output.Split('\n').First(line => line.TrimStart().StartsWith(first, StringComparison.Ordinal)).Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
