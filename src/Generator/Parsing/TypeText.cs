using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Writes types as source text that means the same in any file: fully qualified, type parameters renamed where the shim renames them.</summary>
internal sealed class TypeText
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private readonly Dictionary<ISymbol, string> _renamed = new(SymbolEqualityComparer.Default);
    private readonly LanguageLevel _language;

    /// <summary>Gives each type parameter a name that no other one of the shim has, and keeps the user's name where it can.</summary>
    public TypeText(IEnumerable<ITypeParameterSymbol> parameters, LanguageLevel language)
    {
        _language = language;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var name = parameter.Name;
            for (var i = 1; !taken.Add(name); i++)
                name = parameter.Name + "_" + i;
            _renamed.Add(parameter, name);
        }
    }

    public IEnumerable<string> TypeParameterNames => _renamed.Values;

    public string Name(ITypeParameterSymbol parameter) => Escape(_renamed[parameter]);

    public string Of(ITypeSymbol type) =>
        string.Concat(type.ToDisplayParts(Format).Select(Text));

    private string Text(SymbolDisplayPart part) => part.Symbol switch
    {
        ITypeParameterSymbol parameter when _renamed.TryGetValue(parameter, out var name) => Escape(name),
        INamedTypeSymbol { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } named when !_language.HasNativeIntegers && part.Kind == SymbolDisplayPartKind.Keyword => "global::System." + named.MetadataName,
        _ => part.ToString(),
    };

    public static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
        || Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetContextualKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None
            ? "@" + name
            : name;
}
