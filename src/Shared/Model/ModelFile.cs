namespace ShadowGen.Shared.Model;

/// <summary>
/// What <c>app.shadow</c> holds: methods, and what each run has learned of them. Files are joined by <see cref="Merge"/>: in any order, and any number of times, with the same result (a join semilattice: of each
/// run the latest generation, of each method the latest description). Not changed once it is made.
/// </summary>
internal sealed class ModelFile
{
    public static readonly ModelFile Empty = new([], []);

    public ModelFile(IEnumerable<ModelMethod> methods, IEnumerable<ModelSource> sources)
    {
        var byId = new SortedDictionary<ulong, ModelMethod>();
        foreach (var method in methods) byId[method.Id] = byId.TryGetValue(method.Id, out var known) ? ModelMethod.Later(known, method) : method;
        Methods = byId;
        var runs = new SortedDictionary<ulong, ModelSource>();
        foreach (var source in sources) runs[source.Id] = runs.TryGetValue(source.Id, out var known) ? Later(known, source) : source;
        Sources = runs;
    }

    public IReadOnlyDictionary<ulong, ModelMethod> Methods { get; }

    public IReadOnlyDictionary<ulong, ModelSource> Sources { get; }

    public static ModelFile Merge(ModelFile left, ModelFile right) => new(left.Methods.Values.Concat(right.Methods.Values), left.Sources.Values.Concat(right.Sources.Values));

    // Two that say to be the same generation of one run are told apart by what they hold, in any order the same way.
    private static ModelSource Later(ModelSource left, ModelSource right)
    {
        if (ReferenceEquals(left, right)) return left;
        if (left.Generation != right.Generation) return left.Generation > right.Generation ? left : right;
        return string.CompareOrdinal(ModelWriter.WriteSource(left), ModelWriter.WriteSource(right)) >= 0 ? left : right;
    }
}
