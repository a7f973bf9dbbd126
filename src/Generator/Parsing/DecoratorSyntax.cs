using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Which C# the emitted decorators may be written in: never newer than the project's.</summary>
internal static class DecoratorSyntax
{
    public static bool IsSupported(Compilation compilation) => Version(compilation) >= LanguageVersion.CSharp7_3;

    public static DecoratorLanguage Of(Compilation compilation) => new(
        HasNullableDirective: Version(compilation) >= LanguageVersion.CSharp8,
        HasUtf8Literals: Version(compilation) >= LanguageVersion.CSharp11);

    private static LanguageVersion Version(Compilation compilation) => compilation is CSharpCompilation csharp ? csharp.LanguageVersion : 0;
}
