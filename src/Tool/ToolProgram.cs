using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ShadowGen.Tool.Completion;
using ShadowGen.Tool.Convert;
using ShadowGen.Tool.Coverage;
using ShadowGen.Tool.Diff;
using ShadowGen.Tool.Graph;
using ShadowGen.Tool.Live;
using ShadowGen.Tool.Merge;
using ShadowGen.Tool.Output;
using ShadowGen.Tool.Predict;
using ShadowGen.Tool.Report;
using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool;

/// <summary>The whole tool: one command line in, an exit code out.</summary>
internal static class ToolProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Screen screen, CancellationToken cancellation)
    {
        var parsed = Create(screen).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors) screen.Complain(error.Message);
            screen.Complain($"'{CommandPath(parsed.CommandResult)} --help' says what there is.");
            return ExitCode.Unusable;
        }
        try
        {
            using var help = new StringWriter { NewLine = screen.Output.NewLine };
            var isHelp = parsed.Action is HelpAction;
            var configuration = new InvocationConfiguration { Output = isHelp ? help : screen.Output, Error = screen.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            var exitCode = await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
            // The library names the assembly, which nobody types.
            if (isHelp) await screen.Output.WriteAsync(help.ToString().Replace($"  {RootCommand.ExecutableName}", "  dotnet shadowgen", StringComparison.Ordinal)).ConfigureAwait(false);
            return exitCode;
        }
        catch (Exception exception) when (exception is ToolException or ShadowModelException or IOException or UnauthorizedAccessException)
        {
            screen.Complain(exception.Message);
            return ExitCode.Unusable;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }

    private static RootCommand Create(Screen screen) => new("Shows, compares, gates and converts what ShadowGen has learned of a program: its call graph, costs, growth and predictions.")
    {
        ReportVerb.Create(screen),
        DiffVerb.Create(screen),
        MergeVerb.Create(screen),
        GraphVerb.Create(screen),
        CoverageVerb.Create(screen),
        PredictVerb.Create(screen),
        TopVerb.Create(screen),
        RecordVerb.Create(screen),
        ReplayVerb.Create(screen),
        ConvertVerb.Create(screen),
        CompletionVerb.Create(screen),
    };

    private static string CommandPath(System.CommandLine.Parsing.CommandResult command) => command.Command is RootCommand ? "dotnet shadowgen" : "dotnet shadowgen " + command.Command.Name;
}
