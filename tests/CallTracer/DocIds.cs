using System.Globalization;
using System.Text;
using Mono.Cecil;
using Mono.Collections.Generic;

namespace ShadowGen.CallTracer;

/// <summary>Documentation-comment ids of metadata, spelled as the compiler spells them for the same source.</summary>
internal static class DocIds
{
    public static string Of(MethodDefinition method)
    {
        var text = new StringBuilder("M:").Append(NameOf(method.DeclaringType)).Append('.').Append(Escape(method.Name));
        if (method.HasGenericParameters)
            text.Append("``").Append(method.GenericParameters.Count);
        Parameters(text, method.Parameters);
        if (method.Name is "op_Implicit" or "op_Explicit" or "op_CheckedExplicit")
            Append(text.Append('~'), method.ReturnType);
        return text.ToString();
    }

    public static string Of(PropertyDefinition property)
    {
        var text = new StringBuilder("P:").Append(NameOf(property.DeclaringType)).Append('.').Append(Escape(property.Name));
        Parameters(text, property.Parameters);
        return text.ToString();
    }

    public static string Of(EventDefinition definition) => $"E:{NameOf(definition.DeclaringType)}.{Escape(definition.Name)}";

    /// <summary>Without its parameters: the constructors of a type together.</summary>
    public static string OfConstructors(TypeReference type, bool isStatic) => $"M:{NameOf(type)}.{(isStatic ? "#cctor" : "#ctor")}";

    /// <summary>The encoded types of parameters, with which overloads are told apart.</summary>
    public static string Signature(IEnumerable<ParameterDefinition> parameters)
    {
        var text = new StringBuilder();
        Parameters(text, new Collection<ParameterDefinition>([.. parameters]));
        return text.ToString();
    }

    public static string NameOf(TypeReference type)
    {
        type = type.GetElementType();
        var name = type.DeclaringType is { } outer ? NameOf(outer) + "." : type.Namespace.Length == 0 ? "" : type.Namespace + ".";
        return name + Escape(type.Name);
    }

    private static string Escape(string name) => name.Replace('.', '#').Replace('<', '{').Replace('>', '}').Replace(',', '@');

    private static void Parameters(StringBuilder text, Collection<ParameterDefinition> parameters)
    {
        if (parameters.Count == 0)
            return;
        var separator = '(';
        foreach (var parameter in parameters)
        {
            Append(text.Append(separator), parameter.ParameterType);
            separator = ',';
        }

        text.Append(')');
    }

    private static void Append(StringBuilder text, TypeReference type)
    {
        switch (type)
        {
            case IModifierType modified:
                Append(text, modified.ElementType);
                break;
            case ByReferenceType reference:
                Append(text, reference.ElementType);
                text.Append('@');
                break;
            case PointerType pointer:
                Append(text, pointer.ElementType);
                text.Append('*');
                break;
            case ArrayType array:
                Append(text, array.ElementType);
                text.Append(array.Rank == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", array.Rank))}]");
                break;
            case FunctionPointerType function:
                text.Append("=FUNC:");
                Append(text, function.ReturnType);
                Parameters(text, function.Parameters);
                break;
            case GenericParameter parameter:
                text.Append(parameter.Owner is MethodReference ? "``" : "`").Append(parameter.Position.ToString(CultureInfo.InvariantCulture));
                break;
            case GenericInstanceType generic:
                Instance(text, generic);
                break;
            default:
                text.Append(NameOf(type));
                break;
        }
    }

    // Type arguments stand with the type that takes them: Outer{A}.Inner{B}.
    private static void Instance(StringBuilder text, GenericInstanceType generic)
    {
        var types = new Stack<TypeReference>();
        for (var type = generic.ElementType; type is not null; type = type.DeclaringType)
            types.Push(type);
        var used = 0;
        text.Append(types.Peek().Namespace);
        foreach (var type in types)
        {
            if (text.Length > 0 && text[^1] is not ('(' or ',' or '{'))
                text.Append('.');
            var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
            text.Append(Escape(tick < 0 ? type.Name : type.Name[..tick]));
            if (tick < 0)
                continue;
            var arity = int.Parse(type.Name.AsSpan(tick + 1), CultureInfo.InvariantCulture);
            var separator = '{';
            for (var i = 0; i < arity; i++, used++)
            {
                Append(text.Append(separator), generic.GenericArguments[used]);
                separator = ',';
            }

            text.Append('}');
        }
    }
}
