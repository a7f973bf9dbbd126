using System.Text;
using Spectre.Console;

namespace ShadowGen.QuickStart;

internal static class Program
{
    private const int WrongInput = 2;

    /// <summary>Wide enough for every table: what is not a terminal has no width of its own.</summary>
    private const int PipedWidth = 180;

    internal static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        if (!Arguments.TryParse(args, out var arguments, out var problem)) return Refuse(problem);
        if (arguments.IsHelp)
        {
            Console.WriteLine(Arguments.Usage);
            return 0;
        }
        if (!TargetTree.TryResolve(arguments.Path, Directory.EnumerateFileSystemEntries, out var root, out problem)) return Refuse(problem);
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = PipedWidth;
        await new Session(AnsiConsole.Console, root, arguments.Queries, arguments.RecordTo).RunAsync();
        return 0;
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine($"QuickStart: {problem}");
        return WrongInput;
    }
}
