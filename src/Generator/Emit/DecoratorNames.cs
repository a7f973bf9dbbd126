using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>Names of what is emitted for one decorator, and its type parameters as they stand at each place.</summary>
internal sealed class DecoratorNames(DecoratorModel decorator)
{
    /// <summary>The class that owns the skeleton.</summary>
    public string Owner { get; } = decorator.Stem;

    public string Decorator { get; } = decorator.Stem + "_Decorator";

    public string Factory { get; } = decorator.Stem + "_Factory";

    public bool IsGeneric => decorator.TypeParameters.Count != 0;

    public string Commas => IsGeneric ? "<" + new string(',', decorator.TypeParameters.Count - 1) + ">" : "";

    /// <summary>As declared.</summary>
    public string Parameters => Angle(decorator.TypeParameters.Select(static parameter => parameter.Attributes + parameter.Name));

    /// <summary>As used.</summary>
    public string Arguments => Angle(decorator.TypeParameters.Select(static parameter => parameter.Name));

    public string Where => string.Concat(decorator.TypeParameters.Where(static parameter => parameter.Constraints.Length != 0)
        .Select(static parameter => $" where {parameter.Name} : {parameter.Constraints}"));

    public static string Angle(IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return list.Length == 0 ? "" : $"<{list}>";
    }
}
