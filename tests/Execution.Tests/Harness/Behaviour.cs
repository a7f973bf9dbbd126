using Microsoft.CodeAnalysis.CSharp;

namespace ShadowGen.Execution.Tests.Harness;

/// <summary>One program, run plain and shadowed: results, exceptions and order of effects must agree, and the counters must have seen every call.</summary>
internal static class Behaviour
{
    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks; using ShadowGen;\n";

    /// <param name="source">Has <c>static string Program.Run()</c>, which returns a trace of what happened.</param>
    /// <param name="trace">What the plain program returns.</param>
    /// <param name="edges"><c>caller -> callee = calls</c>, by documentation id without signature; every edge of the program.</param>
    /// <param name="skips"><c>reason caller -> callee</c>; every skip of the program.</param>
    /// <param name="language">What the program is compiled as.</param>
    public static void Agrees(string source, string trace, string[]? edges = null, string[]? skips = null, LanguageVersion language = LanguageVersion.CSharp13) =>
        Agrees([("/project/Program.cs", Usings + source)], trace, edges, skips, language: language);

    public static void Agrees(
        IReadOnlyList<(string Path, string Text)> files,
        string trace,
        string[]? edges = null,
        string[]? skips = null,
        bool isExecutable = false,
        LanguageVersion language = LanguageVersion.CSharp13)
    {
        var plain = Compiler.Plain(files, isExecutable, language);
        var expected = Run.Program(Compiler.Emit(plain));
        Assert.Equal(trace, expected.Trace);

        var shadowed = Compiler.Shadowed(plain);
        var actual = Run.Program(Compiler.Emit(shadowed));
        Assert.Equal(expected.Trace, actual.Trace);
        Assert.Equal(
            (edges ?? []).Order(StringComparer.Ordinal),
            actual.Edges.Select(edge => $"{Short(edge.Key)} = {edge.Value}").Order(StringComparer.Ordinal));
        Assert.Equal((skips ?? []).Order(StringComparer.Ordinal), actual.Skips.Select(Short).Order(StringComparer.Ordinal));
    }

    // M:Shop.Orders.Price(System.Int32) is long to read in a test, and which overload it is shows in the program.
    private static string Short(string ids) => System.Text.RegularExpressions.Regex.Replace(ids, @"[A-Z]:|\([^ ]*\)", "");
}
