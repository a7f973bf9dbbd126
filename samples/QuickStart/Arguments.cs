using System.Globalization;

namespace ShadowGen.QuickStart;

/// <summary>What was asked for on the command line.</summary>
internal sealed record Arguments(string? Path, int Queries, bool IsHelp, string? RecordTo = null)
{
    public const int DefaultQueries = 10_000;
    public const int MaximumQueries = 1_000_000;

    public const string Usage = """
        Indexes a directory tree, answers queries over it, and shows what ShadowGen learned of the calls.

        usage: dotnet run -c Release --project samples/QuickStart [-- [PATH] [options]]

          PATH          the folder to index; without it, the repository around the current folder,
                        or the current folder outside of any
          --queries N   generated queries to answer, 0 to 1000000; 10000 unless given
          --record DIR  in the end, answer queries again and record the calls, to a folder in DIR
          --help        this text

        exit code: 0 done, 2 wrong arguments or a folder that cannot be read
        """;

    /// <returns>False: <paramref name="problem"/> says what is wrong and what to write instead.</returns>
    public static bool TryParse(IReadOnlyList<string> args, out Arguments arguments, out string problem)
    {
        arguments = new(null, DefaultQueries, IsHelp: false);
        problem = "";
        for (var i = 0; i < args.Count && problem.Length == 0; i++)
        {
            switch (args[i])
            {
                case "--help" or "-h" or "-?":
                    arguments = arguments with { IsHelp = true };
                    break;
                case "--queries" when i + 1 < args.Count && TryReadCount(args[i + 1], out var count):
                    arguments = arguments with { Queries = count };
                    i++;
                    break;
                case "--queries":
                    problem = $"--queries takes a number from 0 to {MaximumQueries}, for example --queries 500.";
                    break;
                case "--record" when i + 1 < args.Count && args[i + 1] is not ([] or ['-', ..]):
                    arguments = arguments with { RecordTo = args[++i] };
                    break;
                case "--record":
                    problem = "--record takes a folder, which is made if there is none, for example --record traces.";
                    break;
                case ['-', ..] option:
                    problem = $"There is no option '{option}'. --help lists them; a folder whose name begins with '-' is written './{option}'.";
                    break;
                case var path when arguments.Path is null:
                    arguments = arguments with { Path = path };
                    break;
                default:
                    problem = $"One folder at a time: '{arguments.Path}' or '{args[i]}'? Quote a path that holds spaces.";
                    break;
            }
        }
        return problem.Length == 0;
    }

    private static bool TryReadCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count <= MaximumQueries;
}
