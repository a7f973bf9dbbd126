using System.Globalization;
using System.Text;

namespace ShadowGen.Generator.Benchmarks.Synthetic;

/// <summary>
/// Writes the files of the synthetic project. Equal seed and size give equal text. A method is a dozen lines as they are in ordinary code: loops, conditions,
/// locals; its calls go to the framework, to other files, and in one file of ten to tracked methods.
/// </summary>
internal static class SyntheticSource
{
    /// <summary>Of ten calls in a file that has tracked ones.</summary>
    private const int TrackedOfTen = 2;

    private const int TrackedMethods = 20;

    private static readonly string[] Framework =
    [
        "total += Math.Max(total, {0});", "text.Append(total.ToString());", "total += text.ToString().IndexOf('x');", "numbers.Add(total);",
        "total += string.Concat(name, \"{0}\").Length;", "if (numbers.Contains({0})) total++;",
    ];

    /// <summary>The tracked methods, and what makes all others tracked too when <paramref name="everything"/> is set.</summary>
    public static string Tracked(bool everything)
    {
        var source = new StringBuilder("using ShadowGen;\n\n");
        if (everything)
            source.Append("[assembly: ShadowNamespace(\"**\")]\n\n");
        source.Append("namespace Synthetic.Core\n{\n    public static class Tracked\n    {\n");
        for (var m = 0; m < TrackedMethods; m++)
            source.Append(CultureInfo.InvariantCulture, $"        [Shadowed]\n        public static int Tracked{m}(int x)\n        {{\n            return x + {m};\n        }}\n\n");
        return source.Append("    }\n}\n").ToString();
    }

    public static string Data() => "namespace Synthetic.Core\n{\n    public static class Data\n    {\n        public static readonly int Version = 1;\n    }\n}\n";

    public static string File(int file, SyntheticSize size, int seed)
    {
        var random = new Random(HashCodeOf(seed, file));
        var source = new StringBuilder();
        source.Append(CultureInfo.InvariantCulture, $$"""
            using System;
            using System.Collections.Generic;
            using System.Text;
            using Synthetic.Core;

            namespace Synthetic.Part{{file % 25}}
            {
                /// <summary>Part {{file}} of the synthetic project.</summary>
                public sealed class Type{{file}}
                {
                    private readonly List<int> numbers = new List<int>();
                    private readonly string name = "Type{{file}}";


            """);
        for (var m = 0; m < size.Methods; m++)
            Method(source, file, m, size, random);
        return source.Append("    }\n}\n").ToString();
    }

    private static void Method(StringBuilder source, int file, int method, SyntheticSize size, Random random)
    {
        source.Append(CultureInfo.InvariantCulture, $$"""
                    // Works through {{size.Calls}} calls.
                    public int Method{{method}}_{{file % 50}}(int start, string label)
                    {
                        var total = start;
                        var text = new StringBuilder(label);
                        for (var i = 0; i < start; i++)
                        {

            """);
        var statements = 0;
        for (var calls = 0; calls < size.Calls; statements++)
        {
            var (text, count) = Statement(file, method, size, random);
            source.Append("                ").Append(text).Append('\n');
            calls += count;
            if (statements % 4 == 3)
                source.Append("                if (total > 1000) { total -= 1000; }\n");
        }

        source.Append("            }\n\n            return total;\n        }\n\n");
    }

    // Files call the next ones, so that the whole compiles as one project without cycles of types mattering.
    private static (string Text, int Calls) Statement(int file, int method, SyntheticSize size, Random random)
    {
        var isTracked = file % SyntheticSize.TrackedEvery == 0 && random.Next(10) < TrackedOfTen;
        if (isTracked)
            return (string.Create(CultureInfo.InvariantCulture, $"total += Tracked.Tracked{random.Next(TrackedMethods)}(total);"), 1);
        if (random.Next(2) == 0)
        {
            var kind = random.Next(Framework.Length);
            return (string.Format(CultureInfo.InvariantCulture, Framework[kind], random.Next(100)), kind is 1 or 2 ? 2 : 1);
        }

        var other = (file + 1 + random.Next(Math.Min(20, size.Files - 1))) % size.Files;
        var target = random.Next(size.Methods);
        return (string.Create(CultureInfo.InvariantCulture, $"total += new Synthetic.Part{other % 25}.Type{other}().Method{target}_{other % 50}(i, label);"), 1);
    }

    private static int HashCodeOf(int seed, int file) => unchecked((seed * 1_000_003) + file);
}
