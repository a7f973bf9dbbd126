using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Parsing;
using ShadowGen.Generator.Tests.Harness;
using ShadowGen.TestSupport;

namespace ShadowGen.Generator.Tests;

/// <summary>What is read off a tree's text must never lack what the parser would find: a name that is missed is a call that is not seen.</summary>
public class TreeIndexTests
{
    [Theory]
    [InlineData("class C { void Use() => Price(1); }")]
    [InlineData("class C { void Use() => A.B?.Price<int>(1); }")]
    [InlineData("class C { void Use() { System.Action a = Price; } }")]
    [InlineData("class C { void Use() => @Price(1); }")]
    [InlineData("class C { void Use() => Pri\\u0063e(1); }")]
    [InlineData("class C { void Use() => \\U00000050rice(1); }")]
    [InlineData("class C { void Use() => Pri\u200Dce(1); }")]
    [InlineData("class C { int x = 1; int Use() => x*Price(0x1F)+1e5.Price()-2.Price(); }")]
    [InlineData("class C { string Use() => $\"{Price(1):N2}\"; }")]
    [InlineData("class C { string Use() => $$\"\"\"{ {{Price(1)}} }\"\"\"; }")]
    [InlineData("class C { void Use() {\n#if X\n#else\nPrice(1);\n#endif\n} }")]
    [InlineData("/*Price*/")]
    public void A_name_is_found_however_it_is_written(string text) => Assert.True(Has(text, "Price"));

    [Theory]
    [InlineData("class C { void Use() => Prices(1); }")]
    [InlineData("class C { void Use() => _Price(Price1); }")]
    [InlineData("")]
    public void Part_of_a_name_is_not_that_name(string text) => Assert.False(Has(text, "Price"));

    [Fact]
    public void Names_beyond_ASCII_are_found() => Assert.True(Has("class C { void Use() => x.Größe变量(1); }", "Größe变量"));

    [Fact]
    public void Every_name_of_this_repository_is_found()
    {
        var names = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories))
        {
            var index = Index(File.ReadAllText(file));
            foreach (var name in index.Tree.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText).Distinct())
            {
                names++;
                Assert.True(index.Names.Overlaps(NameHashes.Of([name])), $"{file}: {name}");
            }
        }

        Assert.True(names > 1000);
    }

    [Theory]
    [InlineData("class C { void M() { [A] void L() { } } }", "L")]
    [InlineData("class C { void M() { M(); [A] void L() { } } }", "L")]
    [InlineData("class C { void M() { /* c */ [A] void L() { } } }", "L")]
    [InlineData("class C { void M() { M(); // c\n [A]\n[B] static void L() { } } }", "L")]
    [InlineData("class C { void M(int x) { switch (x) { case 1: [A] void L() { } break; } } }", "L")]
    [InlineData("class C { void M() { here: [A] void L() { } } }", "L")]
    [InlineData("class C { System.Action F = () => { [A] void L() { } }; }", "L")]
    [InlineData("[A] void L() { }", "L")]
    [InlineData("M();\r[A] void L() { } [A] void K() { }", "K L")]
    [InlineData("class C { void M() {\n#if !X\n[A] void L() { }\n#endif\n} }", "L")]
    [InlineData("class C { [A] void M() { void L() { } var x = \"; [A] void S() { }\"; } }", "")]
    public void Marked_local_functions_are_found_wherever_they_stand(string text, string locals) =>
        Assert.Equal(locals, string.Join(' ', Index(text).MarkedLocals));

    private static bool Has(string text, string name) => Index(text).Names.Overlaps(NameHashes.Of([name]));

    private static TreeIndex Index(string text) =>
        TreeIndexer.Index(new SourceTree(CSharpSyntaxTree.ParseText(text, Project.Interceptors), 0, OptInSettings.Default), CancellationToken.None);
}
