using System.Collections.Concurrent;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>However a mark is written, and in whichever file of several, the methods that it is meant for are found.</summary>
public class MarkTests
{
    private const string Use = "public static class Use { public static int All() => A.M(1); }";

    [Theory]
    [InlineData("public static class A { [ShadowGen.Shadowed] public static int M(int x) { return x; } }", "")]
    [InlineData("public static class A { [ShadowGen.ShadowedAttribute] public static int M(int x) { return x; } }", "")]
    [InlineData("using S = ShadowGen.ShadowedAttribute; public static class A { [S] public static int M(int x) { return x; } }", "")]
    [InlineData("public static class A { [S] public static int M(int x) { return x; } }", "global using S = ShadowGen.ShadowedAttribute;")]
    [InlineData("public static class A { [S::Shadowed] public static int M(int x) { return x; } }", "global using S = ShadowGen;")]
    [InlineData("public static class A { [Shadow\\u0065d] public static int M(int x) { return x; } }", "global using ShadowGen;")]
    [InlineData("public static partial class A { public static int M(int x) { return x; } }", "[ShadowGen.Shadowed] public static partial class A;")]
    [InlineData("public static class A { public static int M(int x) { return x; } }", "[assembly: ShadowGen.ShadowNamespace(\"**\")]")]
    public void Marks_are_found(string declaring, string other)
    {
        var text = Project.Of(("A.cs", declaring), ("B.cs", Use), ("C.cs", other)).Generate().Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;
        Assert.Contains("M_0", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public", "A.cs B.cs C.cs")]
    [InlineData("private", "A.cs C.cs")]
    public void What_is_private_is_looked_for_in_the_files_of_its_type(string access, string bound)
    {
        var project = Project.Of(
            ("A.cs", $"public static partial class A {{ {access} static partial class In {{ [ShadowGen.Shadowed] {access} static int M(int x) {{ return x; }} }} }}"),
            ("B.cs", "public static class B { public static int Use() => M(1); static int M(int x) { return x; } }"),
            ("C.cs", "public static partial class A { static partial class In { public static int Use() => M(1); } }".Replace("static partial class In", access + " static partial class In", StringComparison.Ordinal)));
        var trees = new ConcurrentBag<string>();
        var driver = Project.Driver(bound: tree => trees.Add(Path.GetFileName(tree.FilePath))).RunGenerators(project.Compilation);
        Assert.Equal(bound, string.Join(' ', trees.Order()));
        Assert.Contains("M_0", Project.Outputs(driver).Single(file => file.Key.StartsWith("C.", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static int M(int x, int y = 2) { return x + y; }", "A.M(1)")]
    [InlineData("public static int M(int x, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) { return x + line; }", "A.M(1)")]
    [InlineData("public static int M(int x, params int[] more) { return x + more.Length; }", "A.M(1, 2, 3, 4)")]
    [InlineData("public static int M(int x, params int[] more) { return x + more.Length; }", "A.M(1)")]
    [InlineData("public static int M(this string text, int x) { return x + text.Length; }", "\"\".M(1)")]
    [InlineData("public static int M(this string text, int x) { return x + text.Length; }", "A.M(\"\", 1)")]
    [InlineData("public static int M(int x) { return x; } public static int M(int x, int y, int z) { return x; }", "A.M(1, 2, 3) + A.M(1)")]
    [InlineData("public static int M(dynamic x) { return 1; }", "A.M(1)")]
    public void Calls_are_found_by_as_many_arguments_as_they_can_have(string declared, string call)
    {
        var text = Project.Of(
            ("A.cs", $"using ShadowGen; [Shadowed] public static class A {{ {declared} }}"),
            ("B.cs", $"public static class B {{ public static int Use() => {call}; }}")).Generate().Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;
        Assert.Contains("M_0", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Func<int, int> f = A.M; return f(1);", 1)]
    [InlineData("System.Func<int, int> f; f = A.M; return f(1);", 1)]
    [InlineData("return new System.Func<int, int>(A.M)(1);", 1)]
    [InlineData("return new A.Other().M.Length + new A.Other().M[0];", 0)]
    public void Method_groups_are_found_where_one_can_stand(string body, int skips)
    {
        var text = Project.Of(
            ("A.cs", "public static class A { [ShadowGen.Shadowed] public static int M(int x) { return x; } public class Other { public string M = \"\"; } }"),
            ("B.cs", $"public static class B {{ public static int Use() {{ {body} }} public static int One() => A.M(1); }}")).Generate().Single(file => file.Key.StartsWith("B.", StringComparison.Ordinal)).Value;
        Assert.Equal(skips, text.Split("skip method-group").Length - 1);
    }
}
