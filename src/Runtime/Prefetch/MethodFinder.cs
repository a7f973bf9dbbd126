using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ShadowGen.Prefetch;

/// <summary>Finds methods by their documentation-comment ids. Generic ones are not found: which instantiation will be called is not known. One thread.</summary>
internal static class MethodFinder
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The methods that an id can mean, and the bodies of those that are async or iterators: overloads with as many parameters are all given.</summary>
    public static List<MethodBase> Find(Assembly assembly, string id)
    {
        var found = new List<MethodBase>();
        if (!id.StartsWith("M:", StringComparison.Ordinal) || id.Contains('`', StringComparison.Ordinal)) return found;
        var open = id.IndexOf('(', StringComparison.Ordinal);
        var path = open < 0 ? id[2..] : id[2..open];
        var dot = path.LastIndexOf('.');
        if (dot <= 0 || TypeOf(assembly, path[..dot]) is not { IsGenericTypeDefinition: false } type) return found;
        var (name, parameters) = (path[(dot + 1)..].Replace('#', '.'), open < 0 ? 0 : Parameters(id.AsSpan(open)));
        foreach (var method in MembersOf(type))
        {
            if (method.Name != name || method.GetParameters().Length != parameters || !CanBePrepared(method)) continue;
            found.Add(method);
            if (method.GetCustomAttribute<StateMachineAttribute>() is { StateMachineType: { IsGenericTypeDefinition: false } machine } && BodyOf(machine) is { } body) found.Add(body);
        }
        return found;
    }

    /// <summary>The shims of an edge: the methods of a generated class that bear its number.</summary>
    public static List<MethodBase> ShimsOf(Type owner, int edge)
    {
        var found = new List<MethodBase>();
        foreach (var method in MembersOf(owner)) if (IsOf(method.Name, edge) && CanBePrepared(method)) found.Add(method);
        return found;
    }

    // "Price_3", "Price_3_Target".
    private static bool IsOf(ReadOnlySpan<char> name, int edge)
    {
        while (name.LastIndexOf('_') is > 0 and var last)
        {
            if (int.TryParse(name[(last + 1)..], out var number)) return number == edge;
            name = name[..last];
        }
        return false;
    }

    private static bool CanBePrepared(MethodBase method) => !method.IsAbstract && !method.ContainsGenericParameters;

    // Commas that part parameters, not those of dimensions or type arguments.
    private static int Parameters(ReadOnlySpan<char> list)
    {
        if (list.StartsWith("()")) return 0;
        var (count, depth) = (1, 0);
        foreach (var c in list[1..])
        {
            if (c == ')' && depth == 0) break;
            if (c is '{' or '[' or '(') depth++;
            else if (c is '}' or ']' or ')') depth--;
            else if (c == ',' && depth == 0) count++;
        }
        return count;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A type that was trimmed away is not called, and needs no preparation.")]
    private static Type? TypeOf(Assembly assembly, string path)
    {
        // Dots of nested types are those at the end.
        for (var name = path; ;)
        {
            if (assembly.GetType(name, throwOnError: false) is { } type) return type;
            var dot = name.LastIndexOf('.');
            if (dot < 0) return null;
            name = string.Concat(name.AsSpan(0, dot), "+", name.AsSpan(dot + 1));
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A method that was trimmed away is not called, and needs no preparation.")]
    private static MethodBase[] MembersOf(Type type) => [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A method that was trimmed away is not called, and needs no preparation.")]
    private static MethodInfo? BodyOf(Type machine) => machine.GetMethod("MoveNext", Declared);
}
