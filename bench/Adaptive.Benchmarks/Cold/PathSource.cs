using System.Globalization;
using System.Text;

namespace ShadowGen.Adaptive.Benchmarks.Cold;

/// <summary>The source of a program whose first request goes through a path of many methods, each of which does a little of what code does: lists, dictionaries, text, branches.</summary>
internal static class PathSource
{
    public const int Methods = 200;

    private const int MethodsOfClass = 10;

    /// <summary>Arguments: <c>act</c> or <c>observe</c>; milliseconds to wait before the request, as a host does that starts to listen; the parent's clock when it started the process.</summary>
    public const string Main = """
        using System.Diagnostics;
        using ShadowGen;

        namespace Cold;

        public static class Program
        {
            public static void Main(string[] args)
            {
                if (args[0] == "act") Shadow.Configure(static o => o.Manager = ManagerMode.Act);
                if (args[1] != "0") Thread.Sleep(int.Parse(args[1]));
                var begun = Stopwatch.GetTimestamp();
                var answer = Path0.Step0(7);
                var ended = Stopwatch.GetTimestamp();
                Console.WriteLine($"{Stopwatch.GetElapsedTime(begun, ended).TotalMilliseconds:f3} {Stopwatch.GetElapsedTime(long.Parse(args[2]), ended).TotalMilliseconds:f3} {answer} {Shadow.Statistics.MethodsPrepared} {Shadow.Statistics.PreparationCpuTime.TotalMilliseconds:f1}");
            }
        }
        """;

    /// <summary>All methods, one class after the other.</summary>
    public static string Path()
    {
        var text = new StringBuilder("using ShadowGen;\n\nnamespace Cold;\n");
        for (var method = 0; method < Methods; method++)
        {
            if (method % MethodsOfClass == 0) text.Append(CultureInfo.InvariantCulture, $"\n[Shadowed]\npublic static class Path{method / MethodsOfClass}\n{{\n");
            text.Append(CultureInfo.InvariantCulture, $"    public static int Step{method}(int seed)\n    {{\n{Body(method)}        return {Next(method)};\n    }}\n");
            if (method % MethodsOfClass == MethodsOfClass - 1) text.Append("}\n");
        }
        return text.ToString();
    }

    private static string Next(int method) =>
        method + 1 == Methods ? "sum" : string.Create(CultureInfo.InvariantCulture, $"Path{(method + 1) / MethodsOfClass}.Step{method + 1}(sum)");

    private static string Body(int method) => (method % 4) switch
    {
        0 => $$"""
                    var sum = seed + {{method}};
                    var numbers = new List<int>();
                    for (var i = 0; i < 12; i++) numbers.Add((seed * 31 + i * {{(method * 7) + 3}}) % 101);
                    numbers.Sort();
                    foreach (var number in numbers) sum = number % 3 == 0 ? sum + number : sum ^ number;

            """,
        1 => $$"""
                    var sum = seed;
                    var words = new Dictionary<string, int>();
                    foreach (var word in "the app learns what it will call next and what it costs".Split(' ')) words[word] = word.Length * {{method}} + seed % 7;
                    foreach (var (word, value) in words) if (word.Length > 3 || value % 2 == 0) sum += value;
                    sum %= 100_003;

            """,
        2 => $$"""
                    var sum = {{method}};
                    var text = seed.ToString() + "-{{method}}";
                    foreach (var c in text)
                    {
                        switch (c)
                        {
                            case '-': sum += 1; break;
                            case >= '0' and <= '4': sum = sum * 3 + (c - '0'); break;
                            default: sum = sum * 5 - c; break;
                        }
                        sum = Math.Abs(sum % 9973);
                    }

            """,
        _ => $$"""
                    var sum = 0;
                    var window = new int[16];
                    for (var i = 0; i < window.Length; i++)
                    {
                        window[i] = (seed >> (i % 8)) + {{method}};
                        if (i > 0 && window[i] < window[i - 1]) (window[i], window[i - 1]) = (window[i - 1], window[i]);
                    }
                    for (var i = window.Length - 1; i >= 0; i--) sum += window[i] * (i % 5);
                    sum %= 65_521;

            """,
    };
}
