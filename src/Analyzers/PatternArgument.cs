using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Marks;

namespace ShadowGen.Analyzers;

/// <summary>The pattern that an attribute's source gives to <c>[assembly: ShadowNamespace(...)]</c>.</summary>
internal static class PatternArgument
{
    /// <summary>False when the attribute is another one, or when its argument is no constant, which the compiler reports itself.</summary>
    public static bool TryRead(
        AttributeSyntax attribute, KnownAttributes known, SemanticModel model, CancellationToken cancellation, out string? pattern, out Location location)
    {
        pattern = null;
        location = attribute.GetLocation();
        if (attribute is not { Parent: AttributeListSyntax { Target.Identifier.RawKind: (int)SyntaxKind.AssemblyKeyword } }
            || !known.IsShadowNamespace(KnownAttributes.ClassOf(attribute, model, cancellation))
            || attribute.ArgumentList is not { Arguments: { Count: 1 } arguments }
            || model.GetConstantValue(arguments[0].Expression, cancellation) is not { HasValue: true } constant)
        {
            return false;
        }

        pattern = constant.Value as string;
        location = arguments[0].Expression.GetLocation();
        return true;
    }
}
