using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// Methods whose calls the project keeps plain: <c>Type.Method</c>, with as much of the namespace as it takes to be clear, or <c>Type.*</c>.
/// </summary>
internal sealed record ExcludedCalls(EquatableArray<string> Items)
{
    public static ExcludedCalls Parse(string text) => new(SettingList.Split(text).ToEquatableArray());

    public bool Contains(IMethodSymbol callee)
    {
        if (Items.Count == 0)
            return false;
        var type = callee.ContainingType.ToDisplayString(TypeName);
        return Items.Any(item => Ends(type + "." + callee.Name, item) || Ends(type + ".*", item));
    }

    private static readonly SymbolDisplayFormat TypeName = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static bool Ends(string name, string item) =>
        name.EndsWith(item, StringComparison.Ordinal) && item.Contains('.') && (name.Length == item.Length || name[name.Length - item.Length - 1] == '.');
}
