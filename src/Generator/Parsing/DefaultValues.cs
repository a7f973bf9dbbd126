using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ShadowGen.Generator.Parsing;

/// <summary>Writes the default value of a parameter, so that it means the same in any file.</summary>
internal static class DefaultValues
{
    /// <param name="parameter">One that has an explicit default value.</param>
    public static string Of(IParameterSymbol parameter)
    {
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : parameter.Type;
        return Of(parameter.ExplicitDefaultValue, type);
    }

    /// <param name="constant">Null for the default of the type, too.</param>
    /// <param name="type">What it is a value of.</param>
    public static string Of(object? constant, ITypeSymbol type)
    {
        var literal = constant is { } value ? Literal(value) : null;
        if (literal is null)
            return "default";
        return type.TypeKind == TypeKind.Enum ? $"({new TypeText([], new Model.LanguageLevel(int.MaxValue)).Of(type)})({literal})" : literal;
    }

    private static string? Literal(object value) => value switch
    {
        string or char or bool => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        double number => Finite(number, number.ToString("R", CultureInfo.InvariantCulture) + "D"),
        float number => Finite(number, number.ToString("R", CultureInfo.InvariantCulture) + "F"),
        decimal number => number.ToString(CultureInfo.InvariantCulture) + "M",
        sbyte or byte or short or ushort or int or uint or long or ulong => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Finite(double number, string text) => double.IsNaN(number) || double.IsInfinity(number) ? null : text;
}
