namespace ShadowGen.Model;

/// <summary>The names in a documentation-comment id. All are empty where it is none, as when names are hashed.</summary>
/// <param name="Kind">The letter before the colon, or <c>C</c> for a constructor; <c>\0</c> for none.</param>
/// <param name="Namespace">Namespace and types around the declaring type, with dots.</param>
/// <param name="Type">The declaring type, without its namespace, with its number of type parameters.</param>
/// <param name="Name">The method, without type parameters.</param>
/// <param name="Parameters">Types of the parameters, each without namespaces, in order.</param>
internal sealed record MethodNames(char Kind, string Namespace, string Type, string Name, string[] Parameters)
{
    private static readonly MethodNames None = new('\0', "", "", "", []);

    public bool AreKnown => Kind != '\0';

    /// <summary>The declaring type with all that is around it.</summary>
    public string FullType => Namespace.Length == 0 ? Type : $"{Namespace}.{Type}";

    public static MethodNames Of(string documentationId)
    {
        if (documentationId.Length < 3 || documentationId[1] != ':') return None;
        var open = documentationId.IndexOf('(', StringComparison.Ordinal);
        var path = documentationId.AsSpan(2, (open < 0 ? documentationId.Length : open) - 2);
        var dot = path.LastIndexOf('.');
        // An explicit implementation is named by its interface, with '#' for dots.
        var name = path[(dot + 1)..];
        var ticks = name.IndexOf('`');
        if (ticks >= 0) name = name[..ticks];
        var types = dot < 0 ? default : path[..dot];
        dot = types.LastIndexOf('.');
        var kind = name is "#ctor" or "#cctor" ? 'C' : documentationId[0];
        return new(kind, dot < 0 ? "" : types[..dot].ToString(), types[(dot + 1)..].ToString(), name.ToString(), open < 0 ? [] : ReadParameters(documentationId.AsSpan(open + 1)));
    }

    /// <summary>How much two lists of parameters have in common, whatever their order: 0 to 1 (Dice's coefficient).</summary>
    /// <param name="old">Of the older method.</param>
    /// <param name="current">Of the newer.</param>
    /// <param name="renamed">What a type is called now.</param>
    public static double Shared(string[] old, string[] current, Func<string, string> renamed)
    {
        if (old.Length + current.Length == 0) return 1;
        var left = current.ToList();
        var shared = 0;
        foreach (var type in old)
        {
            if (left.Remove(type) || left.Remove(renamed(type))) shared++;
        }
        return 2.0 * shared / (old.Length + current.Length);
    }

    // Up to the bracket that ends the list; a conversion's id has its result behind that.
    private static string[] ReadParameters(ReadOnlySpan<char> text)
    {
        var parameters = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '[' or '(') depth++;
            else if (text[i] is '}' or ']' || (text[i] == ')' && depth > 0)) depth--;
            else if (text[i] == ')' || (text[i] == ',' && depth == 0))
            {
                parameters.Add(WithoutNamespaces(text[start..i]));
                start = i + 1;
                if (text[i] == ')') break;
            }
        }
        return [.. parameters];
    }

    private static string WithoutNamespaces(ReadOnlySpan<char> type)
    {
        var result = new System.Text.StringBuilder(type.Length);
        var from = 0;
        for (var i = 0; i <= type.Length; i++)
        {
            if (i < type.Length && type[i] is not ('{' or '}' or ',' or '[' or ']' or '@' or '*' or '(' or ')')) continue;
            result.Append(type[(from + type[from..i].LastIndexOf('.') + 1)..i]);
            if (i < type.Length) result.Append(type[i]);
            from = i + 1;
        }
        return result.ToString();
    }
}
