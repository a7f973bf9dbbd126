using static ShadowGen.Sequences.Hashing;

namespace ShadowGen.Sequences;

/// <summary>
/// The contexts in which outcomes are counted. The first <see cref="Wide"/> have many outcomes and wide rows; the last <see cref="Orders"/> are histories of
/// growing length. What each kind brings is measured in <c>docs/prediction.md</c>.
/// </summary>
internal static class SequenceContexts
{
    public const int Count = 21;

    public const int Wide = 6;

    /// <summary>Contexts from here on are calls of the past in their order, with their nesting.</summary>
    public const int FirstOrder = 14;

    public const int Orders = Count - FirstOrder;

    private const int LongestOrder = 24;

    /// <summary>Bit n: a context of the last n calls.</summary>
    private const uint OrderLengths = (1 << 3) | (1 << 4) | (1 << 6) | (1 << 8) | (1 << 11) | (1 << 16) | (1 << LongestOrder);

    /// <summary>One hash for each context of the path as it is.</summary>
    public static void Hash(CallPath path, Span<uint> hashes)
    {
        ref var top = ref path.Top;
        ref var caller = ref path.Above(1);
        ref var callersCaller = ref path.Above(2);
        var last = path.Recent(1);
        var own = Mix(0xABCD, top.Operation + 2);
        var own1 = Mix(own, top.Last + 2);
        var own2 = Mix(own1, top.Last2 + 2);
        var own4 = Mix(Mix(own2, top.Last3 + 2), top.Last4 + 2);
        var order1 = Mix(Mix(0x777, RecordedCall.Operation(last)), path.Pops + 100);
        var order2 = Mix(order1, path.Recent(2) + (RecordedCall.Pack(0, RecordedCall.Pops(last)) & 0xFF00_0000));

        // Wide rows: few contexts, many outcomes.
        hashes[0] = own;
        hashes[1] = own1;
        hashes[2] = order1;
        hashes[3] = order2;
        hashes[4] = own2;
        hashes[5] = Mix(Mix(0x779, RecordedCall.Operation(last)), RecordedCall.Operation(path.Recent(2)));

        // The caller's own past, its callers', and what ran below.
        hashes[6] = own4;
        hashes[7] = Mix(own, top.Prefix);
        hashes[8] = Mix(Mix(own1, caller.Operation + 2), callersCaller.Operation + 2);
        hashes[9] = Mix(top.Path, top.Prefix);
        hashes[10] = Mix(top.Path, top.Last + 2);
        hashes[11] = Mix(own1, top.LastSubtree);
        hashes[12] = Mix(Mix(own, top.Prefix), caller.Prefix);
        hashes[13] = Mix(Mix(own1, top.LastSubtree), top.LastSubtree2);

        var order = order2;
        var next = FirstOrder;
        for (var length = 3; length <= LongestOrder; length++)
        {
            order = Mix(order, path.Recent(length));
            if ((OrderLengths >> length & 1) != 0) hashes[next++] = order;
        }
        for (var i = 0; i < Count; i++) hashes[i] = Finish(Mix(hashes[i], i + 1));
    }
}
