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

    /// <summary>Histories, the shortest ones, that are counted also where nothing is learned.</summary>
    public const int CountedOrders = 2;

    private const int LongestOrder = 24;

    /// <summary>Bit n: a context of the last n calls, beside those of 3 and 4.</summary>
    private const uint OrderLengths = (1 << 6) | (1 << 8) | (1 << 11) | (1 << 16) | (1 << LongestOrder);

    /// <summary>One hash for each context of the path as it is.</summary>
    public static void Hash(CallPath path, Span<uint> hashes)
    {
        HashCounted(path, hashes);
        ref var top = ref path.Top;
        ref var caller = ref path.Above(1);
        ref var callersCaller = ref path.Above(2);
        var own = OwnOf(top);
        var own1 = Mix(own, top.Last + 2);
        var own4 = Mix(Mix(Mix(own1, top.Last2 + 2), top.Last3 + 2), top.Last4 + 2);

        // The caller's own past, its callers', and what ran below.
        hashes[6] = own4;
        hashes[7] = Mix(own, top.Prefix);
        hashes[8] = Mix(Mix(own1, caller.Operation + 2), callersCaller.Operation + 2);
        hashes[9] = Mix(top.Path, top.Prefix);
        hashes[10] = Mix(top.Path, top.Last + 2);
        hashes[11] = Mix(own1, top.LastSubtree);
        hashes[12] = Mix(Mix(own, top.Prefix), caller.Prefix);
        hashes[13] = Mix(Mix(own1, top.LastSubtree), top.LastSubtree2);

        var recents = path.Recents;
        var order = Mix(Mix(Order2Of(path), recents[^3]), recents[^4]);
        var next = FirstOrder + CountedOrders;
        for (var length = 5; length <= LongestOrder; length++)
        {
            order = Mix(order, recents[^length]);
            if ((OrderLengths >> length & 1) != 0) hashes[next++] = order;
        }
        for (var i = Wide; i < FirstOrder; i++) hashes[i] = Finish(Mix(hashes[i], i + 1));
        for (var i = FirstOrder + CountedOrders; i < Count; i++) hashes[i] = Finish(Mix(hashes[i], i + 1));
    }

    /// <summary>The same of those that are counted also where nothing is learned: the first <see cref="Wide"/>, and <see cref="CountedOrders"/> from <see cref="FirstOrder"/> on.</summary>
    public static void HashCounted(CallPath path, Span<uint> hashes)
    {
        ref var top = ref path.Top;
        var last = RecordedCall.Operation(path.Recent(1));
        hashes[0] = OwnOf(top);
        hashes[1] = Mix(hashes[0], top.Last + 2);
        hashes[2] = Order1Of(path);
        hashes[3] = Order2Of(path);
        hashes[4] = Mix(hashes[1], top.Last2 + 2);
        hashes[5] = Mix(Mix(0x779, last), RecordedCall.Operation(path.Recent(2)));
        hashes[FirstOrder] = Mix(hashes[3], path.Recent(3));
        hashes[FirstOrder + 1] = Mix(hashes[FirstOrder], path.Recent(4));
        for (var i = 0; i < Wide; i++) hashes[i] = Finish(Mix(hashes[i], i + 1));
        for (var i = FirstOrder; i < FirstOrder + CountedOrders; i++) hashes[i] = Finish(Mix(hashes[i], i + 1));
    }

    private static uint OwnOf(in PathFrame frame) => Mix(0xABCD, frame.Operation + 2);

    private static uint Order1Of(CallPath path) => Mix(Mix(0x777, RecordedCall.Operation(path.Recent(1))), path.Pops + 100);

    private static uint Order2Of(CallPath path) => Mix(Order1Of(path), path.Recent(2) + (RecordedCall.Pack(0, RecordedCall.Pops(path.Recent(1))) & 0xFF00_0000));
}
