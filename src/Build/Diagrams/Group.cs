using System.Globalization;
using ShadowGen.Shared.Graph;

namespace ShadowGen.Build.Diagrams;

/// <summary>Methods that one box stands for: of a namespace (Type is empty), of a type, or of a recursion within one.</summary>
internal sealed class Group(string space, string type, IReadOnlyList<StaticNode> members)
{
    private const int Named = 3;

    public string Namespace { get; } = space;

    public string Type { get; } = type;

    public IReadOnlyList<StaticNode> Members { get; } = members;

    public bool IsRecursion { get; init; }

    public double Heat => Members.Sum(static member => member.Heat);

    /// <summary>The power of two of the heat.</summary>
    public int Coldness => Heat > 0 ? (int)Math.Floor(Math.Log(Heat, 2)) : int.MinValue;

    public Box Box(NamedGraph graph, BoxKeys keys)
    {
        var count = Members.Count.ToString("N0", CultureInfo.InvariantCulture) + (Members.Count == 1 ? " method" : " methods");
        var isShadowed = Members.Any(static member => member.IsShadowed);
        if (IsRecursion)
        {
            var names = string.Join(", ", Members.Take(Named).Select(graph.LabelOf)) + (Members.Count > Named ? "…" : "");
            return new Box(keys.Of(Type + "_recursion", Members[0].Id), BoxKind.Group, Namespace, Type, names + " (recursion of " + count + ")", Members[0].DocId, isShadowed, Heat);
        }

        var path = Type.Length == 0 ? Namespace : Namespace.Length == 0 ? Type : Namespace + "." + Type;
        var label = (Type.Length > 0 ? Type : Namespace.Length > 0 ? Namespace : "global namespace") + " (" + count + ")";
        return new Box(keys.Of(Type.Length > 0 ? Type : Namespace, BoxKeys.Hash(path)), BoxKind.Group, Type.Length > 0 ? Namespace : "", "", label, path, isShadowed, Heat);
    }
}
