using System.Collections.Concurrent;
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
    // Of edit after edit elsewhere, each of which leads somewhere else.
    private const int MostParts = 64;

    private readonly ConditionalWeakTable<SyntaxTree, Notes> _notes = new();

    public TreeIndex? IndexOf(SourceTree source) => NotesOf(source.Tree).Index is { } index && index.Tree.Equals(source) ? index : null;

    public void Keep(TreeIndex index) => NotesOf(index.Tree.Tree).Index = index;

    /// <returns>False when the tree was not bound yet, or something that this depends on has changed.</returns>
    public bool TryGetModel(BindingInput input, out FileModel? model)
    {
        var bound = NotesOf(input.Index.Tree.Tree).Bound;
        model = bound?.Model;
        return bound is not null && bound.Input.Equals(input);
    }

    /// <returns>The model, or the equal one that was kept before: steps that follow compare by reference first.</returns>
    public FileModel? Keep(BindingInput input, FileModel? model)
    {
        var notes = NotesOf(input.Index.Tree.Tree);
        var kept = notes.Bound?.Model is { } old && old.Equals(model) ? old : model;
        notes.Bound = new Bound(input, kept);
        return kept;
    }

    /// <returns>What was read of a tree for these members; null where they were not read yet, or something that this depends on has changed.</returns>
    public StaticModel? PartOf(BindingInput input, string wanted) =>
        NotesOf(input.Index.Tree.Tree).Parts is { } parts && parts.Input.Equals(input) && parts.Models.TryGetValue(wanted, out var model) ? model : null;

    /// <param name="input">What it depends on.</param>
    /// <param name="wanted">The members that were asked for.</param>
    /// <param name="part">What was read.</param>
    public void Keep(BindingInput input, string wanted, StaticModel part)
    {
        var notes = NotesOf(input.Index.Tree.Tree);
        if (notes.Parts is not { } parts || !parts.Input.Equals(input) || parts.Models.Count > MostParts)
            notes.Parts = parts = new Parts(input, new ConcurrentDictionary<string, StaticModel>(StringComparer.Ordinal));
        parts.Models[wanted] = part;
    }

    /// <returns>A file's model out of its parts, or the equal one that was kept before.</returns>
    public FileModel KeepWhole(BindingInput input, FileModel model)
    {
        var notes = NotesOf(input.Index.Tree.Tree);
        return notes.Whole is { } old && old.Equals(model) ? old : notes.Whole = model;
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

        private volatile Bound? _bound;
        public Bound? Bound
        {
            get => _bound;
            set => _bound = value;
        }

        private volatile Parts? _parts;
        public Parts? Parts
        {
            get => _parts;
            set => _parts = value;
        }

        private volatile FileModel? _whole;
        public FileModel? Whole
        {
            get => _whole;
            set => _whole = value;
        }
    }

    private sealed record Bound(BindingInput Input, FileModel? Model);

    /// <summary>A tree that calls lead into is read member by member, as far as they do.</summary>
    private sealed record Parts(BindingInput Input, ConcurrentDictionary<string, StaticModel> Models);
}
