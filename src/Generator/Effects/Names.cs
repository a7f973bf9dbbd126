using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Effects;

/// <summary>Symbols as messages write them.</summary>
internal static class Names
{
    /// <summary><c>Orders.Load(int)</c>.</summary>
    public static string Of(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
