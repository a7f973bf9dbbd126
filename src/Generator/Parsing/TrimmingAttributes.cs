using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShadowGen.Generator.Parsing;

/// <summary>Repeats what the trimmer and the native compiler demand to be equal on an interface's member and on its implementation (IL2046, IL2092, IL3051).</summary>
internal static class TrimmingAttributes
{
    private const string Space = "System.Diagnostics.CodeAnalysis";

    private static readonly string[] Requirements = ["RequiresUnreferencedCodeAttribute", "RequiresDynamicCodeAttribute", "RequiresAssemblyFilesAttribute"];

    public static IEnumerable<string> Of(ISymbol symbol) => Of(symbol.GetAttributes(), "");

    public static IEnumerable<string> OfReturn(IMethodSymbol method) => Of(method.GetReturnTypeAttributes(), "return: ");

    private static IEnumerable<string> Of(IEnumerable<AttributeData> attributes, string target)
    {
        foreach (var attribute in attributes)
        {
            if (Attributes.Is(attribute, Space, "DynamicallyAccessedMembersAttribute"))
                yield return $"[{target}global::{Space}.DynamicallyAccessedMembers((global::{Space}.DynamicallyAccessedMemberTypes)({attribute.ConstructorArguments[0].Value}))] ";
            else if (Array.Find(Requirements, name => Attributes.Is(attribute, Space, name)) is { } requirement)
                yield return $"[{target}global::{Space}.{requirement}({string.Join(", ", attribute.ConstructorArguments.Select(static argument => argument.Value is string message ? SymbolDisplay.FormatLiteral(message, quote: true) : "null"))})] ";
        }
    }
}
