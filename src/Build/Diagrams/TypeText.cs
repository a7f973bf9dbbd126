using System.Globalization;

namespace ShadowGen.Build.Diagrams;

/// <summary>Types of a documentation id, written as in C# and without namespaces.</summary>
internal static class TypeText
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["System.Boolean"] = "bool",
        ["System.Byte"] = "byte",
        ["System.SByte"] = "sbyte",
        ["System.Char"] = "char",
        ["System.Decimal"] = "decimal",
        ["System.Double"] = "double",
        ["System.Single"] = "float",
        ["System.Int16"] = "short",
        ["System.Int32"] = "int",
        ["System.Int64"] = "long",
        ["System.UInt16"] = "ushort",
        ["System.UInt32"] = "uint",
        ["System.UInt64"] = "ulong",
        ["System.Object"] = "object",
        ["System.String"] = "string",
        ["System.Void"] = "void",
    };

    /// <summary><c>List`1</c>: <c>List&lt;T&gt;</c>.</summary>
    public static string WithArity(string name)
    {
        var tick = name.IndexOf('`');
        if (tick < 0 || !int.TryParse(name.Substring(tick).TrimStart('`'), NumberStyles.None, CultureInfo.InvariantCulture, out var arity) || arity is 0 or > 99)
            return name;
        return name.Substring(0, tick) + "<" + (arity == 1 ? "T" : string.Join(", ", Enumerable.Range(1, arity).Select(static i => "T" + i.ToString(CultureInfo.InvariantCulture)))) + ">";
    }

    /// <summary>At the commas that are in no bracket.</summary>
    public static IEnumerable<string> Split(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] is '{' or '[' or '(')
                depth++;
            else if (list[i] is '}' or ']' or ')')
                depth--;
            if (list[i] != ',' || depth != 0)
                continue;
            yield return list.Substring(start, i - start);
            start = i + 1;
        }

        if (start < list.Length)
            yield return list.Substring(start);
    }

    public static string Short(string type)
    {
        if (type.EndsWith("@", StringComparison.Ordinal))
            return "ref " + Short(type.Substring(0, type.Length - 1));
        if (type.EndsWith("*", StringComparison.Ordinal))
            return Short(type.Substring(0, type.Length - 1)) + "*";
        if (type.EndsWith("]", StringComparison.Ordinal) && type.LastIndexOf('[') is > 0 and var bracket)
            return Short(type.Substring(0, bracket)) + "[" + new string(',', type.Substring(bracket).Count(static c => c == ',')) + "]";
        if (type.StartsWith("`", StringComparison.Ordinal))
            return "T" + type.TrimStart('`');
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;

        var open = type.IndexOf('{');
        var name = open < 0 ? type : type.Substring(0, open);
        name = name.Substring(name.LastIndexOf('.') + 1);
        if (open < 0 || !type.EndsWith("}", StringComparison.Ordinal))
            return WithArity(name);
        var arguments = Split(type.Substring(open + 1, type.Length - open - 2)).Select(Short).ToList();
        return name switch
        {
            "Nullable" when arguments.Count == 1 => arguments[0] + "?",
            "ValueTuple" => "(" + string.Join(", ", arguments) + ")",
            _ => name + "<" + string.Join(", ", arguments) + ">",
        };
    }
}
