using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>What is read of which parameter, and what is never looked at.</summary>
public class ArgumentFeatureTests
{
    private const string Runtime = "ShadowArguments.Magnitude";

    /// <summary>Parameters, the fields of the <c>features</c> line, and the values as the shim reads them.</summary>
    public static TheoryData<string, string, string> Read => new()
    {
        { "string text", "s:text.Length", "text?.Length ?? 0" },
        { "int[] items", "s:items.Length", "items?.Length ?? 0" },
        { "int[,] items", "s:items.Length", "items?.Length ?? 0" },
        { "System.Array items", "s:items.Length", "items?.Length ?? 0" },
        { "System.Span<int> items", "s:items.Length", "items.Length" },
        { "scoped System.ReadOnlySpan<int> items", "s:items.Length", "items.Length" },
        { "System.Memory<int> items", "s:items.Length", "items.Length" },
        { "System.ReadOnlyMemory<int>? items", "s:items.Length", "items.GetValueOrDefault().Length" },
        { "System.ArraySegment<int> items", "s:items.Count", "items.Count" },
        { "System.Collections.Generic.List<int> items", "s:items.Count", "items?.Count ?? 0" },
        { "System.Collections.Generic.Dictionary<int, string> items", "s:items.Count", "items?.Count ?? 0" },
        { "System.Collections.Generic.HashSet<int> items", "s:items.Count", "items?.Count ?? 0" },
        { "System.Collections.Generic.Queue<int> items", "s:items.Count", "items?.Count ?? 0" },
        { "System.Text.StringBuilder text", "s:text.Length", "text?.Length ?? 0" },
        { "int n", "s:n", Runtime + "(n)" },
        { "ulong n", "s:n", Runtime + "(n)" },
        { "uint n", "s:n", "n" },
        { "byte n", "s:n", "n" },
        { "long? n", "s:n", Runtime + "(n.GetValueOrDefault())" },
        { "double n", "s:n", Runtime + "(n)" },
        { "decimal n", "s:n", Runtime + "(n)" },
        { "bool flag", "c:flag", "flag ? 1 : 0" },
        { "bool? flag", "c:flag", "flag.GetValueOrDefault() ? 1 : 0" },
        { "System.DayOfWeek day", "c:day", "unchecked((long)day)" },
        { "System.DayOfWeek? day", "c:day", "unchecked((long)day.GetValueOrDefault())" },
        { "in System.ReadOnlySpan<byte> bytes", "s:bytes.Length", "bytes.Length" },
        { "string @class, int self", "s:class.Length s:self", "@class?.Length ?? 0, " + Runtime + "(self_)" },
        { "bool a, int b, string c, bool d, int[] e", "s:c.Length s:e.Length s:b c:a", "c?.Length ?? 0, e?.Length ?? 0, " + Runtime + "(b), a ? 1 : 0" },
    };

    /// <summary>An interface or a virtual count may be anyone's code; a ref may lie behind a buffer; the rest has no size that is known at once.</summary>
    public static TheoryData<string> Unread =>
    [
        "System.Collections.Generic.IReadOnlyList<int> x", "System.Collections.Generic.ICollection<int> x", "System.Collections.Generic.IEnumerable<int> x", "System.Collections.Generic.SortedSet<int> x",
        "object x", "char x", "System.Guid x", "System.Threading.CancellationToken x", "out int x", "ref int x", "ref readonly int x", "ref string x", "int* x", "nint x", "Mine x", "MyList x",
        "System.Collections.Generic.List<int>.Enumerator x", "System.Func<int> x", "System.Threading.Tasks.Task<int> x",
    ];

    [Theory]
    [MemberData(nameof(Read))]
    public void What_is_read(string parameters, string features, string values)
    {
        var text = Emitted(parameters);
        Assert.Contains($" {features}\n", Skeletons.Of(text).Split("features ", 2)[1], StringComparison.Ordinal);
        Assert.Contains($"            if (frame.IsMeasured) ShadowCall.Arguments({values});\n            try", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Unread))]
    public void What_is_not_read(string parameter) => AssertNothing(Emitted(parameter));

    [Fact]
    public void A_value_of_a_type_parameter_is_not_read() => AssertNothing(Emitted("T x", "<T>"));

    [Fact]
    public void A_type_of_the_frameworks_name_is_not_the_frameworks() => AssertNothing(Project.Of(("Sample.cs",
        """
        namespace System.Collections.Immutable { public sealed class ImmutableList<T> { public int Count => throw new System.Exception(); } }
        public static class A { [ShadowGen.Shadowed] public static void M(System.Collections.Immutable.ImmutableList<int> x) { } public static void Use() => M(new()); }
        """)).Generate().Values.Single());

    [Fact]
    public void Switched_off_no_argument_is_looked_at()
    {
        AssertNothing(Emitted("string text", configuration: Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenArguments", "False"))));
        Assert.Contains("features", Emitted("string text", configuration: Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenArguments", "true"))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_switch_alone_runs_everything_again()
    {
        var project = Project.Of(("A.cs", "public static class A { [ShadowGen.Shadowed] public static int M(string s) => 1; public static int Use() => M(null!); }"));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        Assert.Contains("Arguments(", Project.Outputs(driver).Values.Single(), StringComparison.Ordinal);
        driver = Project.Switch(driver, Configuration.Of(("build_property.ShadowGenMinimumSize", "0"), ("build_property.ShadowGenArguments", "false"))).RunGenerators(project.Compilation);
        AssertNothing(Project.Outputs(driver).Values.Single());
    }

    [Fact]
    public void A_callee_of_another_file_has_its_line_there_and_one_of_another_assembly_at_its_caller()
    {
        var output = Project.Of(
            ("A.cs", "public static class A { [ShadowGen.Shadowed] public static void M(string text) { } }"),
            ("B.cs", "[assembly: ShadowGen.ShadowCalls(typeof(System.IO.File))] public static class B { public static void Use() { A.M(\"\"); System.IO.File.Delete(\"x\"); } }")).Generate();
        var (declaring, calling) = (output.Single(file => file.Value.Contains("file A.cs", StringComparison.Ordinal)).Value, output.Single(file => file.Value.Contains("file B.cs", StringComparison.Ordinal)).Value);
        Assert.Contains("s:text.Length", Skeletons.Of(declaring), StringComparison.Ordinal);
        var caller = Skeletons.Of(calling);
        Assert.DoesNotContain("s:text.Length", caller, StringComparison.Ordinal);
        Assert.Matches("callee ([0-9a-f]{16}) x M:System.IO.File.Delete\\(System.String\\)\nfeatures \\1 s:path.Length\n", caller);
        Assert.Contains("ShadowCall.Arguments(text?.Length ?? 0);", calling, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shim_in_the_users_own_type_names_the_runtime_in_full() => Assert.Contains(
        "if (frame.IsMeasured) global::ShadowGen.Generated.ShadowCall.Arguments(global::ShadowGen.Generated.ShadowArguments.Magnitude(n));",
        Project.Of(("A.cs", "namespace Other; public partial class A { private class Key { } [ShadowGen.Shadowed] private static void M(Key key, int n) { } public static void Use() => M(new Key(), 1); }"))
            .Generate().Values.Single(),
        StringComparison.Ordinal);

    private static void AssertNothing(string text)
    {
        Assert.DoesNotContain("\n            features", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Arguments(", text, StringComparison.Ordinal);
        Assert.Contains("InterceptsLocation", text, StringComparison.Ordinal);
    }

    private static string Emitted(string parameters, string typeParameters = "", Configuration? configuration = null)
    {
        var arguments = string.Join(", ", parameters.Replace("Dictionary<int, string>", "Dictionary").Split(", ").Select(parameter => parameter.Split(' ') switch
        {
            ["out", ..] => "out _",
            ["ref", ..] => "ref " + parameter.Split(' ')[^1],
            _ => parameter.Split(' ')[^1],
        }));
        return Project.Of(("Sample.cs",
            $$"""
            #pragma warning disable CS9192
            public struct Mine { public int Length => 1; public int Count => 1; }
            public abstract class MyList { public abstract int Count { get; } }
            public static unsafe class A
            {
                [ShadowGen.Shadowed] public static void M{{typeParameters}}({{parameters}}) { {{(parameters.StartsWith("out", StringComparison.Ordinal) ? "x = 1;" : "")}} }
                public static void Use{{typeParameters}}({{(parameters.StartsWith("out", StringComparison.Ordinal) ? "" : parameters.Replace("ref readonly", "ref"))}}) => M{{typeParameters}}({{arguments}});
            }
            """)).Generate(configuration: configuration).Values.Single();
    }
}
