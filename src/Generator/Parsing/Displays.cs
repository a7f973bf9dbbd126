using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Short names for the comments of the generated file.</summary>
internal static class Displays
{
    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.CSharpShortErrorMessageFormat;

    public static string Member(ISymbol symbol) => OneLine(symbol.ToDisplayString(Short));

    public static string Type(ITypeSymbol type) => OneLine(type.ToDisplayString(Short));

    private static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
