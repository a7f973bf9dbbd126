using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>What is known of a tree without binding it. Two are equal when they are the same object: <see cref="TreeMemory"/> keeps one for each tree.</summary>
/// <param name="Names">Every identifier of the tree, and perhaps more: a tree that names no shadowed method is not bound.</param>
/// <param name="MarkedLocals">Names of local functions that carry attributes: no other file sees them.</param>
/// <param name="Declarations">Hash of all that other files' bindings can depend on.</param>
/// <param name="Content">Hash of the text: byte-identical files cannot be intercepted.</param>
internal sealed record TreeIndex(SourceTree Tree, NameHashes Names, EquatableArray<string> MarkedLocals, string Declarations, string Content)
{
    public bool Equals(TreeIndex? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Tree.GetHashCode();
}
