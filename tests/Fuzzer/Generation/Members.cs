namespace ShadowGen.Fuzzer.Generation;

/// <summary>The methods that a receiver of a type has, each with what its type parameters are there.</summary>
internal static class Members
{
    /// <summary>Seen from outside: the type is closed.</summary>
    public static IEnumerable<(Method Method, Dictionary<string, string> Map)> Of(TypeDecl type) => Of(type, type.Map());

    /// <summary>Seen from the type's own code: its parameters are themselves.</summary>
    public static IEnumerable<(Method Method, Dictionary<string, string> Map)> OfThis(TypeDecl type) => Of(type, []);

    private static IEnumerable<(Method Method, Dictionary<string, string> Map)> Of(TypeDecl type, Dictionary<string, string> map)
    {
        var own = new HashSet<string>();
        foreach (var method in type.Methods.Where(static m => m.Explicit.Length == 0))
        {
            own.Add(method.Name);
            yield return (method, map);
        }

        // An heir names its base closed.
        var parents = type.Kind == Kind.Interface ? type.Interfaces : type.Base is null ? [] : [type.Base];
        foreach (var inherited in parents.SelectMany(static parent => Of(parent, parent.Map())))
        {
            if (!own.Contains(inherited.Method.Name) && inherited.Method.Access != "private")
                yield return inherited;
        }
    }
}
