namespace ShadowGen.Execution.Tests.Harness;

/// <summary>One async program in four builds: with the framework's builders and with ours, plain and shadowed (so that its first calls are measured). All must agree.</summary>
internal static class AsyncBuilders
{
    private const string Usings =
        "#pragma warning disable CS1998, CS4014\nusing System; using System.Collections.Generic; using System.Linq; using System.Runtime.CompilerServices; using System.Runtime.ExceptionServices; using System.Threading; using System.Threading.Tasks; using ShadowGen;\n";

    private static readonly (string Mark, string Builder)[] Builders =
    [
        ("[T]", "ShadowTaskMethodBuilder"), ("[T<>]", "ShadowTaskMethodBuilder<>"), ("[V]", "ShadowValueTaskMethodBuilder"), ("[V<>]", "ShadowValueTaskMethodBuilder<>"),
    ];

    /// <param name="source">Has <c>static string Program.Run()</c>; <c>[T]</c>, <c>[T&lt;&gt;]</c>, <c>[V]</c> and <c>[V&lt;&gt;]</c> stand where a builder may.</param>
    /// <param name="trace">What every build returns.</param>
    public static void Agree(string source, string trace)
    {
        var framework = Builders.Aggregate(source, (text, builder) => text.Replace(builder.Mark, "", StringComparison.Ordinal));
        var ours = Builders.Aggregate(source, (text, builder) => text.Replace(builder.Mark, $"[AsyncMethodBuilder(typeof({builder.Builder}))]", StringComparison.Ordinal));
        Assert.NotEqual(framework, ours);
        Assert.Equal(
            [("framework, plain", trace), ("framework, shadowed", trace), ("ours, plain", trace), ("ours, shadowed", trace)],
            [("framework, plain", Trace(framework, false)), ("framework, shadowed", Trace(framework, true)), ("ours, plain", Trace(ours, false)), ("ours, shadowed", Trace(ours, true))]);
    }

    private static string Trace(string source, bool shadowed)
    {
        var plain = Compiler.Plain([("/project/Program.cs", Usings + "[assembly: ShadowNamespace(\"**\")]\n" + source)]);
        return Run.Program(Compiler.Emit(shadowed ? Compiler.Shadowed(plain) : plain)).Trace;
    }
}
