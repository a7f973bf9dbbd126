using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Parsing;

/// <summary>
/// What one generator driver knows of each tree: its index, and what it bound to last, with all that this depended on. An entry lives as long as its tree, and holds
/// no compilation. Thread-safe: forks of a driver share it, and at worst do some work twice.
/// </summary>
internal sealed class TreeMemory
{
    private readonly ConditionalWeakTable<SyntaxTree, Notes> _notes = new();

    public TreeIndex? IndexOf(SourceTree source) => NotesOf(source.Tree).Index is { } index && index.Tree.Equals(source) ? index : null;

    public void Keep(TreeIndex index) => NotesOf(index.Tree.Tree).Index = index;

    /// <returns>False when the tree was not bound yet, or something that this depends on has changed.</returns>
    public bool TryGetModel(BindingInput input, out FileModel? model)
    {
        var bound = NotesOf(input.Index.Tree.Tree).Bound[input.IsFollowed];
        model = bound?.Model;
        return bound is not null && bound.Input.Equals(input);
    }

    /// <returns>The model, or the equal one that was kept before: steps that follow compare by reference first.</returns>
    public FileModel? Keep(BindingInput input, FileModel? model)
    {
        var notes = NotesOf(input.Index.Tree.Tree);
        var kept = notes.Bound[input.IsFollowed]?.Model is { } old && old.Equals(model) ? old : model;
        notes.Bound[input.IsFollowed] = new Bound(input, kept);
        return kept;
    }

    private Notes NotesOf(SyntaxTree tree) => _notes.GetValue(tree, static _ => new Notes());

    private sealed class Notes
    {
        // Each is replaced as a whole, by one store.
        private volatile TreeIndex? _index;
        public TreeIndex? Index
        {
            get => _index;
            set => _index = value;
        }

        public TwoBindings Bound { get; } = new();
    }

    /// <summary>A tree is looked at for its own sake first, and may be read then because calls lead into it.</summary>
    private sealed class TwoBindings
    {
        private volatile Bound? _own;
        private volatile Bound? _followed;

        public Bound? this[bool isFollowed]
        {
            get => isFollowed ? _followed : _own;
            set
            {
                if (isFollowed)
                    _followed = value;
                else
                    _own = value;
            }
        }
    }

    private sealed record Bound(BindingInput Input, FileModel? Model);
}
