using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Parsing;

/// <summary>Repeats a type parameter's constraints: the shim calls the callee with its own parameters, which must satisfy them.</summary>
internal static class Constraints
{
    public static string Of(ITypeParameterSymbol parameter, TypeText text)
    {
        var parts = new List<string>();

        // "class?" is "class" here: generated files are #nullable disable, where both mean the same and the question mark would be a warning.
        if (parameter.HasReferenceTypeConstraint)
            parts.Add("class");
        else if (parameter.HasUnmanagedTypeConstraint)
            parts.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            parts.Add("struct");
        else if (parameter.HasNotNullConstraint)
            parts.Add("notnull");

        parts.AddRange(parameter.ConstraintTypes.Select(text.Of));
        if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
            parts.Add("new()");
        if (parameter.AllowsRefLikeType)
            parts.Add("allows ref struct");
        return string.Join(", ", parts);
    }
}
