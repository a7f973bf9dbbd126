using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShadowGen.Generator.Marks;

namespace ShadowGen.CodeFixes;

/// <summary>Named arguments of an attribute.</summary>
internal static class AttributeArguments
{
    /// <summary>The attribute without an argument, and without parentheses around none.</summary>
    public static AttributeSyntax Remove(AttributeSyntax attribute, string name)
    {
        if (ShadowedMark.Argument(attribute, name) is not { } argument)
            return attribute;
        var rest = attribute.ArgumentList!.Arguments.Remove(argument);
        return rest.Count == 0 ? attribute.WithArgumentList(null) : attribute.WithArgumentList(attribute.ArgumentList.WithArguments(rest.Replace(rest[0], rest[0].WithLeadingTrivia(attribute.ArgumentList.Arguments[0].GetLeadingTrivia()))));
    }
}
