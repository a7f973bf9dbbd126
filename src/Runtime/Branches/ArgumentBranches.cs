namespace ShadowGen.Branches;

/// <summary>What one function calls by the arguments that have proven to tell it. Immutable; any thread; reading does not allocate.</summary>
/// <param name="features">How many arguments it tells.</param>
/// <param name="codes">Bit n: feature n is a code, and no size.</param>
/// <param name="chosen">The feature that tells, <paramref name="features"/> for all together, below 0 for none.</param>
/// <param name="keys">Its values.</param>
/// <param name="rows">What runs of each call.</param>
/// <param name="all">What all runs call.</param>
internal sealed class ArgumentBranches(int features, int codes, int chosen, long[] keys, BranchRow[] rows, BranchRow all)
{
    public BranchRow All => all;

    public int Bytes => 80 + (16 * keys.Length) + all.Bytes + rows.Sum(r => r.Bytes);

    /// <summary>What a run with these arguments calls; null where they do not tell: no feature has proven to, none was met with this value, or there are too few arguments.</summary>
    /// <param name="arguments">A value for each feature; those beyond do not count.</param>
    public BranchRow? Find(ReadOnlySpan<long> arguments)
    {
        if (chosen < 0 || arguments.Length < features) return null;
        var key = chosen < features ? BranchKey.Of(arguments[chosen], (codes >> chosen & 1) != 0) : BranchKey.Of(arguments[..features], codes);
        var place = Array.IndexOf(keys, key);
        return place < 0 ? null : rows[place];
    }
}
