using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>Keeps the user's parameter names where the shim has no other use for them.</summary>
internal sealed class ParameterNames(IEnumerable<string> typeParameters)
{
    private readonly HashSet<string> _taken = new(typeParameters.Concat(ShimNames.Locals), StringComparer.Ordinal);

    public string Of(IParameterSymbol parameter, int ordinal)
    {
        var name = parameter.Name.Length == 0 || parameter.Name == "_" ? "arg" + ordinal : parameter.Name;
        while (!_taken.Add(name))
            name += "_";
        return TypeText.Escape(name);
    }
}
