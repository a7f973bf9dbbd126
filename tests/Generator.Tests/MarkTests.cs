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
}
