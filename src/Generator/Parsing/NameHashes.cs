namespace ShadowGen.Generator.Parsing;

/// <summary>
/// A set of names by their 32-bit hashes. It may hold a name that was never added, once in millions of names; it never lacks one that was.
/// </summary>
internal sealed class NameHashes
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    private readonly HashSet<uint> _hashes;
    private readonly bool _isAll;

    private NameHashes(HashSet<uint> hashes, bool isAll) => (_hashes, _isAll) = (hashes, isAll);

    public static NameHashes Of(IEnumerable<string> names) => new([.. names.Select(Hash)], isAll: false);

    public bool IsEmpty => !_isAll && _hashes.Count == 0;

    public bool Overlaps(NameHashes other) => !IsEmpty && !other.IsEmpty && (_isAll || other._isAll || Smaller(this, other).Any(Larger(this, other).Contains));

    private static HashSet<uint> Smaller(NameHashes one, NameHashes two) => one._hashes.Count <= two._hashes.Count ? one._hashes : two._hashes;

    private static HashSet<uint> Larger(NameHashes one, NameHashes two) => one._hashes.Count <= two._hashes.Count ? two._hashes : one._hashes;

    // FNV-1a over UTF-16 units.
    private static uint Hash(string name)
    {
        var builder = new Builder();
        foreach (var c in name)
            builder.Append(c);
        return builder.Current;
    }

    /// <summary>Collects names unit by unit, so that none of them needs to be a string.</summary>
    public sealed class Builder
    {
        private readonly HashSet<uint> _hashes = [];

        // Most names of a file come again soon: a look here is cheaper than one into the set.
        private readonly uint[] _recent = new uint[256];
        private bool _isAll;

        public uint Current { get; private set; } = Basis;

        public void Append(char unit) => Current = unchecked((Current ^ unit) * Prime);

        public void EndName()
        {
            ref var recent = ref _recent[Current & 255];
            if (recent != Current)
                _hashes.Add(recent = Current);
            Current = Basis;
        }

        /// <summary>For a tree whose names cannot be read off its text.</summary>
        public void AddAll() => _isAll = true;

        public NameHashes Build() => new(_hashes, _isAll);
    }
}
