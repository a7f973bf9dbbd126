using System.Globalization;
using Mono.Cecil;

namespace ShadowGen.CallTracer;

/// <summary>Which method first declared a virtual slot: a call of an override compiles to a call of what it overrides.</summary>
internal static class VirtualSlots
{
    /// <returns>The method itself when it overrides nothing.</returns>
    public static MethodDefinition First(MethodDefinition method)
    {
        if (!method.IsVirtual || method.IsNewSlot)
            return method;
        var wanted = Signature(method, null);
        var first = method;
        var type = method.DeclaringType;
        IReadOnlyList<string>? arguments = null;
        while (type.BaseType is { } reference && reference.Resolve() is { } below)
        {
            // What the base type's parameters are, in terms of the overriding type: an override writes T as what its base list says.
            arguments = reference is GenericInstanceType generic ? [.. generic.GenericArguments.Select(argument => Text(argument, arguments))] : null;
            if (below.Methods.FirstOrDefault(other => other.IsVirtual && other.Name == method.Name && Signature(other, arguments) == wanted) is { } overridden)
            {
                first = overridden;
                if (overridden.IsNewSlot)
                    break;
            }

            type = below;
        }

        return first;
    }

    private static string Signature(MethodDefinition method, IReadOnlyList<string>? arguments) =>
        $"{Text(method.ReturnType, arguments)}``{method.GenericParameters.Count}({string.Join(",", method.Parameters.Select(parameter => Text(parameter.ParameterType, arguments)))})";

    private static string Text(TypeReference type, IReadOnlyList<string>? arguments) => type switch
    {
        IModifierType modified => Text(modified.ElementType, arguments),
        ByReferenceType reference => Text(reference.ElementType, arguments) + "&",
        PointerType pointer => Text(pointer.ElementType, arguments) + "*",
        ArrayType array => Text(array.ElementType, arguments) + "[" + array.Rank.ToString(CultureInfo.InvariantCulture) + "]",
        GenericParameter { Type: GenericParameterType.Method } parameter => "``" + parameter.Position.ToString(CultureInfo.InvariantCulture),
        GenericParameter parameter => arguments?[parameter.Position] ?? "`" + parameter.Position.ToString(CultureInfo.InvariantCulture),
        GenericInstanceType generic => $"{generic.ElementType.FullName}<{string.Join(",", generic.GenericArguments.Select(argument => Text(argument, arguments)))}>",
        _ => type.FullName,
    };
}
