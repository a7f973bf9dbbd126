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

    public static OptedInNames Find(Compilation compilation, Census census, CancellationToken cancellation)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var optIn = new OptIn(compilation, census.SettingsOf);
        var spaces = new Stack<INamespaceOrTypeSymbol>();
        spaces.Push(compilation.Assembly.GlobalNamespace);
        while (spaces.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var member in spaces.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol space)
                    spaces.Push(space);
                else if (member is IMethodSymbol method && !names.Contains(method.Name) && optIn.ChoiceOf(method) != OptInChoice.None)
                    names.Add(method.Name);
            }
        }

        names.UnionWith(optIn.Services.Names(cancellation));
        return new OptedInNames(names.ToEquatableArray());
    }
}
