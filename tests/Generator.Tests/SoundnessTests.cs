using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>An edit in one file that changes what an unedited file binds to: the cached output must be what a cold run gives, and differ from before.</summary>
public class SoundnessTests
{
    private const string Ping = "public static class One { [Shadowed] public static int Ping() => 1; } public static class Two { [Shadowed] public static int Ping() => 2; }";
    private const string Over = "public static class Over { [Shadowed] public static int M(byte x) => 1; [Shadowed] public static int M(long x) => 2; }";

    /// <summary>What changes; A.cs before; A.cs after; B.cs, which is not edited.</summary>
    public static TheoryData<string, string, string, string> Cases => new()
    {
        {
            "better overload",
            "public static class A { [Shadowed] public static int M(long x) => 1; }",
            "public static class A { [Shadowed] public static int M(long x) => 1; [Shadowed] public static int M(int x) => 1; }",
            "public static class B { public static int Use() => A.M(1); }"
        },
        {
            "base type",
            "public class X { [Shadowed] public int M() => 1; } public class Y { [Shadowed] public int M() => 1; } public class A : X { }",
            "public class X { [Shadowed] public int M() => 1; } public class Y { [Shadowed] public int M() => 1; } public class A : Y { }",
            "public static class B { public static int Use() => new A().M(); }"
        },
        { "global using static", $"global using static One; {Ping}", $"global using static Two; {Ping}", "public static class B { public static int Use() => Ping(); }" },
        { "global alias", $"global using P = One; {Ping}", $"global using P = Two; {Ping}", "public static class B { public static int Use() => P.Ping(); }" },
        {
            "global using of extensions",
            "global using N1; namespace N1 { public static class E { [Shadowed] public static int Len(this string x) => 1; } } namespace N2 { public static class E { [Shadowed] public static int Len(this string x) => 1; } }",
            "global using N2; namespace N1 { public static class E { [Shadowed] public static int Len(this string x) => 1; } } namespace N2 { public static class E { [Shadowed] public static int Len(this string x) => 1; } }",
            "public static class B { public static int Use() => \"\".Len(); }"
        },
        { "field type", $"{Over} public static class A {{ public static byte F; }}", $"{Over} public static class A {{ public static long F; }}", "public static class B { public static int Use() => Over.M(A.F); }" },
        { "property type", $"{Over} public static class A {{ public static byte F => 1; }}", $"{Over} public static class A {{ public static long F => 1; }}", "public static class B { public static int Use() => Over.M(A.F); }" },
        { "const value", $"{Over} public static class A {{ public const int K = 1; }}", $"{Over} public static class A {{ public const int K = 300; }}", "public static class B { public static int Use() => Over.M(A.K); }" },
        {
            "enum value",
            "public enum E { K = 0 } public enum F { Z } public static class A { [Shadowed] public static int M(F x) => 1; [Shadowed] public static int M(object x) => 1; public const int C = (int)E.K; }",
            "public enum E { K = 1 } public enum F { Z } public static class A { [Shadowed] public static int M(F x) => 1; [Shadowed] public static int M(object x) => 1; public const int C = (int)E.K; }",
            "public static class B { public static int Use() => A.M(A.C); }"
        },
        {
            "default parameter",
            "public static class A { [Shadowed] public static int M(int x = 1) => 1; [Shadowed] public static int M(params int[] x) => 1; }",
            "public static class A { [Shadowed] public static int M(int x) => 1; [Shadowed] public static int M(params int[] x) => 1; }",
            "public static class B { public static int Use() => A.M(); }"
        },
        {
            "constraint",
            "public static class A { [Shadowed] public static int M<T>(T x) where T : struct => 1; [Shadowed] public static int M(object x) => 1; }",
            "public static class A { [Shadowed] public static int M<T>(T x) where T : class => 1; [Shadowed] public static int M(object x) => 1; }",
            "public static class B { public static int Use() => A.M(1); }"
        },
        { "shadowed added", "public static class A { public static int M() => 1; [Shadowed] public static int N() => 1; }", "public static class A { [Shadowed] public static int M() => 1; [Shadowed] public static int N() => 1; }", "public static class B { public static int Use() => A.M() + A.N(); }" },
        { "shadowed removed", "[Shadowed] public static class A { public static int M() => 1; public static int N() => 1; }", "[Shadowed] public static class A { [Unshadowed] public static int M() => 1; public static int N() => 1; }", "public static class B { public static int Use() => A.M() + A.N(); }" },
        {
            "pattern's constant",
            "[assembly: ShadowNamespace(K.P)] public static class K { public const string P = \"One\"; } namespace One { public static class A { public static int M() => 1; } } namespace Two { public static class A { public static int M() => 1; } }",
            "[assembly: ShadowNamespace(K.P)] public static class K { public const string P = \"Two\"; } namespace One { public static class A { public static int M() => 1; } } namespace Two { public static class A { public static int M() => 1; } }",
            "public static class B { public static int Use() => One.A.M() + Two.A.M(); }"
        },
        {
            "attribute that makes it a trap",
            "public static class A { [Shadowed] public static void M() { } }",
            "public static class A { [Shadowed, System.Diagnostics.Conditional(\"X\")] public static void M() { } }",
            "public static class B { public static void Use() => A.M(); }"
        },
        { "accessibility", "public partial class A { [Shadowed] internal static int M() => 1; }", "public partial class A { [Shadowed] private static int M() => 1; }", "public partial class A { public static int Use() => M(); }" },
        { "readonly struct", "public struct A { [Shadowed] public int M() => 1; }", "public readonly struct A { [Shadowed] public int M() => 1; }", "public static class B { public static int Use() => new A().M(); }" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_declaration_edit_rebinds_other_files(string change, string before, string after, string user)
    {
        var project = Project.Of(("A.cs", Using(before)), ("B.cs", user));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        var first = Project.Outputs(driver);
        var edited = project.Edit("A.cs", Using(after));
        var cold = edited.Generate();
        var warm = Project.Outputs(driver.RunGenerators(edited.Compilation));

        var name = cold.Keys.Single(key => key.StartsWith("B.", StringComparison.Ordinal));
        Assert.True(first[name] != cold[name], $"{change}: this case does not show what it should, B.cs binds as before.");
        Assert.Equal(cold, warm);
    }

    [Fact]
    public void A_byte_identical_copy_of_a_file_takes_away_its_shims_and_gives_them_back()
    {
        const string user = "file static class B { public static int Use() => A.M(); }";
        var project = Project.Of(("A.cs", Using("public static class A { [Shadowed] public static int M() => 1; }")), ("B.cs", user));
        var driver = Project.Driver().RunGenerators(project.Compilation);
        var single = Project.Outputs(driver);
        var doubled = project.Edit("sub/B.cs", user);
        driver = driver.RunGenerators(doubled.Compilation);
        Assert.Equal(2, Project.Outputs(driver).Values.Count(text => text.Contains("skip duplicate-file", StringComparison.Ordinal)));
        Assert.Equal(doubled.Generate(), Project.Outputs(driver));
        Assert.Equal(single, Project.Outputs(driver.RunGenerators(doubled.Edit("sub/B.cs", null).Compilation)));
    }

    [Fact]
    public void A_changed_reference_rebinds()
    {
        var library = Project.Of(("L.cs", "public static class L { public static byte F = 1; }"));
        var changed = library.Edit("L.cs", "public static class L { public static long F = 1; }");
        var project = Project.Of(("A.cs", Using(Over)), ("B.cs", "public static class B { public static int Use() => Over.M(L.F); }"));
        var before = project.With(compilation => compilation.AddReferences(Reference(library)));
        var after = project.With(compilation => compilation.AddReferences(Reference(changed)));
        var driver = Project.Driver().RunGenerators(before.Compilation);
        var first = Project.Outputs(driver);
        Assert.Equal(after.Generate(), Project.Outputs(driver.RunGenerators(after.Compilation)));
        Assert.NotEqual(first, after.Generate());
    }

    private static CompilationReference Reference(Project library) =>
        library.Compilation.WithAssemblyName("L").ToMetadataReference();

    // Global usings stand before all others.
    private static string Using(string text)
    {
        var end = text.StartsWith("global using", StringComparison.Ordinal) ? text.IndexOf(';', StringComparison.Ordinal) + 1 : 0;
        return text[..end] + " using ShadowGen; " + text[end..];
    }
}
