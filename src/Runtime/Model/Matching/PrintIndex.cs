using System.Runtime.InteropServices;
using ShadowGen.Graph;

namespace ShadowGen.Model;

/// <summary>
/// Finds fingerprints that are similar to one, without comparing it with all: two that have a band of hashes in common are compared (locality-sensitive hashing; Indyk and Motwani, STOC 1998). With 16 bands
/// of two hashes, which meet by chance once in 256, code of similarity 0.5 is found in 99 % of cases, of 0.7 in 99.99 %.
/// </summary>
internal sealed class PrintIndex
{
    /// <summary>Of one bucket so many are compared with a method at most, so that code of few shapes does not cost the square of its size.</summary>
    public const int MostOfBucket = 128;

    private const int Bands = 16;
    private const int BandBits = 8;

    private readonly List<int>[] _buckets = new List<int>[Bands << BandBits];
    private readonly List<(MethodFingerprint Print, int Method)> _entries = [];

    /// <summary>Comparisons made so far.</summary>
    public long Comparisons { get; private set; }

    /// <param name="method">Whatever the caller knows it by; those that are added first are found first.</param>
    /// <param name="print">What its code is like.</param>
    public void Add(int method, in MethodFingerprint print)
    {
        var entry = _entries.Count;
        _entries.Add((print, method));
        for (var band = 0; band < Bands; band++) (_buckets[BucketOf(print, band)] ??= []).Add(entry);
    }

    /// <summary>Adds methods that are at least so similar, in no particular order, each once.</summary>
    /// <param name="print">To what.</param>
    /// <param name="least">0 to 1; below 0.3 most are not found.</param>
    /// <param name="found">Gets methods and similarities.</param>
    public void Find(in MethodFingerprint print, double least, List<(int Method, double Similarity)> found)
    {
        for (var band = 0; band < Bands; band++)
        {
            if (_buckets[BucketOf(print, band)] is not { } bucket) continue;
            foreach (var entry in CollectionsMarshal.AsSpan(bucket)[..Math.Min(bucket.Count, MostOfBucket)])
            {
                Comparisons++;
                var other = _entries[entry];
                // It was compared already if an earlier band, in which it is not beyond the limit, is equal: what is listed first there is listed first here.
                if (!MayBe(least, print.Tokens, other.Print.Tokens) || SharesEarlier(print, other.Print, band, entry)) continue;
                var similarity = print.Similarity(other.Print);
                if (similarity >= least) found.Add((other.Method, similarity));
            }
        }
    }

    private bool SharesEarlier(in MethodFingerprint print, in MethodFingerprint other, int band, int entry)
    {
        for (var earlier = 0; earlier < band; earlier++)
        {
            var bucket = BucketOf(print, earlier);
            if (bucket == BucketOf(other, earlier) && IsAmongFirst(_buckets[bucket], entry)) return true;
        }
        return false;
    }

    // Entries of a bucket ascend.
    private static bool IsAmongFirst(List<int> bucket, int entry) => bucket.Count <= MostOfBucket || entry <= bucket[MostOfBucket - 1];

    // The estimate of a similarity is off by more than the lengths of code are: half of what they allow is allowed.
    private static bool MayBe(double least, int tokens, int other) => Math.Min(tokens, other) + 4 >= least / 2 * Math.Max(tokens, other);

    private static int BucketOf(in MethodFingerprint print, int band)
    {
        var hashes = band < Bands / 2 ? print.High : print.Low;
        return (band << BandBits) | (int)((hashes >> (band % (Bands / 2) * BandBits)) & ((1 << BandBits) - 1));
    }
}
