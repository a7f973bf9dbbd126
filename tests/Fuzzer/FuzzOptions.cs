using System.Globalization;
using ShadowGen.Fuzzer.Generation;

namespace ShadowGen.Fuzzer;

/// <param name="Seed">Of the first program; the following ones count up.</param>
/// <param name="Level">The only language version, or null for all in turn.</param>
/// <param name="Show">Print the program of the first seed, with its shims, and try nothing.</param>
/// <param name="ReduceSeconds">How long to make a program that differs smaller; 0 for not at all.</param>
/// <param name="Traps">Switch each guard off in turn and say after how many programs that is noticed.</param>
internal sealed record FuzzOptions(ulong Seed, int Count, Level? Level, bool Show, bool Traps, int ReduceSeconds)
{
    private const string Usage = """
        Random C# programs, compiled and run plain and shadowed, must agree in results, exceptions, order of effects, warnings and counts.

          --seed S     the first seed; default 1
          --count N    how many programs, of seeds S to S+N-1; default 100
          --level L    CSharp7, CSharp10, CSharp12 or Latest; default: what each seed says
          --show       print the program of seed S and the code that is generated for it
          --reduce T   reduce each of the first three programs that differ for at most T seconds and print what is left; default 60, 0 for not at all
          --traps      switch each guard of the generator off in turn: the difference must be noticed within N programs

        Exit code: 0 no difference, 1 at least one, 2 wrong arguments.
        """;

    public static int Help()
    {
        Console.WriteLine(Usage);
        return 0;
    }

    /// <returns>Null after saying what is wrong.</returns>
    public static FuzzOptions? Read(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions(1, 100, null, false, false, 60);
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    i++;
                    break;
                case "--count" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count):
                    options = options with { Count = count };
                    i++;
                    break;
                case "--level" when Enum.TryParse<Level>(value, out var level):
                    options = options with { Level = level };
                    i++;
                    break;
                case "--reduce" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds):
                    options = options with { ReduceSeconds = seconds };
                    i++;
                    break;
                case "--show":
                    options = options with { Show = true };
                    break;
                case "--traps":
                    options = options with { Traps = true };
                    break;
                default:
                    Console.Error.WriteLine($"'{arguments[i]} {value}' is not understood.\n\n{Usage}");
                    return null;
            }
        }

        return options;
    }
}
