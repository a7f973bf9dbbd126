using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>A node's name in parts that a person reads: <c>Shop.Orders</c>, <c>Cart&lt;T&gt;</c>, <c>Add</c>, <c>(T, int)</c>.</summary>
internal sealed record MethodName(string Namespace, string Type, string Name, string Parameters)
{
    /// <param name="node">The node to name.</param>
    /// <param name="namespaces">
    /// What the assembly's metadata has for namespaces: a documentation id alone does not tell a namespace from an outer type. What is in none of them is
    /// taken for a type of its own in the namespace before its last dot.
    /// </param>
    public static MethodName Of(StaticNode node, ISet<string> namespaces)
    {
        if (node.IsOutside)
            return new MethodName("", "", "outside", "");
        if (node.IsFlow || !IsMember(node.DocId))
            return new MethodName("", "", node.DocId.StartsWith("flow:", StringComparison.Ordinal) ? "flow " + node.DocId.Substring("flow:".Length) : node.DocId, "");

        var id = node.DocId.Substring(2);
        var end = id.IndexOfAny(['(', '~']);
        var path = (end < 0 ? id : id.Substring(0, end)).Split('.');
        var member = path[path.Length - 1];
        var start = NamespaceLength(path, namespaces);
        return new MethodName(
            string.Join(".", path.Take(start)),
            string.Join(".", path.Skip(start).Take(path.Length - 1 - start).Select(TypeText.WithArity)),
            Member(member),
            node.DocId[0] == 'M' || end >= 0 ? ParametersOf(id, end) : "");
    }

    // A method, or a property or event for its accessors.
    private static bool IsMember(string docId) => docId.Length > 2 && docId[1] == ':' && docId[0] is 'M' or 'P' or 'E';

    private static int NamespaceLength(string[] path, ISet<string> namespaces)
    {
        for (var length = path.Length - 2; length > 0; length--)
        {
            if (namespaces.Contains(string.Join(".", path.Take(length))))
                return length;
        }

        return Math.Max(0, path.Length - 2);
    }

    private static string Member(string name)
    {
        switch (name)
        {
            case "#ctor":
                return "constructor";
            case "#cctor":
                return "static constructor";
        }

        // An explicit implementation: System#Collections#Generic#IList{T}#Add.
        if (name.IndexOf('#') > 0)
            return Explicit(name);
        if (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal))
            return name.Substring(4) + "." + name.Substring(0, 3);
        if (name.StartsWith("op_", StringComparison.Ordinal))
            return "operator " + name.Substring(3);
        return TypeText.WithArity(name);
    }

    private static string Explicit(string name)
    {
        var last = name.LastIndexOf('#');
        // The interface's simple name begins after the last # that is in no type argument.
        var start = 0;
        var depth = 0;
        for (var i = 0; i < last; i++)
        {
            depth += name[i] == '{' ? 1 : name[i] == '}' ? -1 : 0;
            if (depth == 0 && name[i] == '#')
                start = i + 1;
        }

        return name.Substring(start).Replace('#', '.').Replace('{', '<').Replace('}', '>').Replace("@", ", ");
    }

    private static string ParametersOf(string id, int open)
    {
        if (open < 0 || id[open] != '(')
            return "()";
        var close = id.LastIndexOf(')');
        return close < open ? "()" : "(" + string.Join(", ", TypeText.Split(id.Substring(open + 1, close - open - 1)).Select(TypeText.Short)) + ")";
    }
}
