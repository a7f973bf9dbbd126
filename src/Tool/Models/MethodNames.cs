namespace ShadowGen.Tool.Models;

/// <summary>Finds methods by what people call them: the documentation id, the full name, or its last parts (<c>Checkout</c>, <c>Cart.Checkout</c>).</summary>
internal static class MethodNames
{
    private const int Listed = 8;

    /// <summary>All methods (overloads) of the one name that is meant.</summary>
    /// <exception cref="ToolException">None has that name, or several have; the message lists what there is.</exception>
    public static IReadOnlyList<T> Find<T>(IEnumerable<T> methods, Func<T, CallGraphNode> node, string name, string where)
    {
        var all = methods.ToList();
        var exact = all.FindAll(method => node(method).DocumentationId == name || node(method).Name == name);
        if (exact.Count > 0) return exact;
        var found = all.FindAll(method => EndsWith(node(method).Name, name));
        var names = found.Select(method => node(method).Name).Distinct().Order(StringComparer.Ordinal).ToList();
        if (names.Count == 1) return found;
        if (names.Count > 1) throw new ToolException($"'{name}' is {names.Count} methods {where}: {List(names)}. Write more of the name.");
        var alike = all.Select(method => node(method).Name).Where(known => known.Contains(name, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal).ToList();
        throw new ToolException($"there is no method '{name}' {where}{(alike.Count > 0 ? $"; there is {List(alike)}" : "; 'dotnet shadowgen report --by calls' lists what a model knows")}.");
    }

    private static bool EndsWith(string full, string name) =>
        full.Length > name.Length && full.EndsWith(name, StringComparison.Ordinal) && full[full.Length - name.Length - 1] == '.';

    private static string List(List<string> names) => string.Join(", ", names.Take(Listed)) + (names.Count > Listed ? $" and {names.Count - Listed} more" : "");
}
