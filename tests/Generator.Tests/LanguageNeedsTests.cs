using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;
using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>A library's method may be declared in a newer language than its caller's.</summary>
public class LanguageNeedsTests
{
    [Theory]
    [InlineData("void M(ref int a, in int b, out int c) => c = 1;", 703)]
    [InlineData("void M(params int[] a) { }", 703)]
    [InlineData("void M<T>(T a) where T : notnull { }", 800)]
    [InlineData("unsafe void M(delegate*<int, void> a) { }", 900)]
    [InlineData("void M(scoped System.ReadOnlySpan<int> a) { }", 1100)]
    [InlineData("void M(ref readonly int a) { }", 1200)]
    [InlineData("void M<T>(T a) where T : allows ref struct { }", 1300)]
    public void A_shape_is_written_from_the_language_on_that_can_say_it(string method, int version)
    {
        var compilation = Project.Of(("A.cs", $"class A {{ {method} }}")).Compilation;
        var symbol = (IMethodSymbol)compilation.GetTypeByMetadataName("A")!.GetMembers("M").Single();
        Assert.True(LanguageNeeds.AreMet(new CalleeShape(symbol), new LanguageLevel(version)));
        Assert.Equal(version == 703, LanguageNeeds.AreMet(new CalleeShape(symbol), new LanguageLevel(version - 1)));
    }

    [Fact]
    public void Levels_are_the_compilers_numbers() => Assert.Equal(
        (LanguageLevel.Oldest, 1100), ((int)LanguageVersion.CSharp7_3, (int)LanguageVersion.CSharp11));
}
