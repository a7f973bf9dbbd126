using Microsoft.CodeAnalysis;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>The simple names of all methods that are shadowed, or would be if they were larger: a tree without any of them need not be bound.</summary>
internal sealed record OptedInNames(EquatableArray<string> Names)
{
    private readonly HashSet<string> _lookup = new(Names, StringComparer.Ordinal);
    private readonly NameHashes _hashes = NameHashes.Of(Names);

    public bool Contains(string name) => _lookup.Contains(name);

    public bool Concerns(TreeIndex tree) => tree.MarkedLocals.Count != 0 || tree.Names.Overlaps(_hashes);

    public bool Equals(OptedInNames? other) => other is not null && Names.Equals(other.Names);

    public override int GetHashCode() => Names.GetHashCode();

    public static OptedInNames Find(Compilation compilation, Census census, CancellationToken cancellation) =>
        new(OptIn.Of(compilation, census).Names(census.Services, cancellation).ToEquatableArray());
}
