using ShadowGen.Prediction;

namespace ShadowGen.Engine;

/// <summary>Reads what is still to come for where the running thread is: its path of calls, and what each of them called last. No lock, no allocation.</summary>
internal static unsafe class PathNeeds
{
    /// <summary>Calls of a path that are summed: the innermost ones.</summary>
    public const int MaxFrames = 64;

    /// <summary>What is still to come in the innermost call.</summary>
    public static ResourcePrediction OfCall(NeedsTable needs)
    {
        var block = TraceCapture.Current();
        return block == null || block->Top == block->Base ? ResourcePrediction.NotMeasured : needs.ReadRemaining(Slot(block->Top), SiblingAt(block->Top));
    }

    /// <summary>What is still to come in all calls of the path; the node is the outermost of those that are summed.</summary>
    public static ResourcePrediction OfFlow(NeedsTable needs)
    {
        var block = TraceCapture.Current();
        if (block == null || block->Top == block->Base) return ResourcePrediction.NotMeasured;
        var sum = NeedsSum.Zero;
        var above = SiblingAt(block->Top);
        var outermost = (byte*)Math.Max((nint)block->Base, (nint)(block->Top - (MaxFrames * sizeof(uint))));
        for (var frame = block->Top; frame > outermost; frame -= sizeof(uint))
        {
            // Below the innermost one, the last callee is the call that is running.
            needs.AddRemaining(Slot(frame), above, ref sum);
            above = Slot(frame) is 0 ? -1 : (int)Slot(frame); // 0 is the frame of a flow that has ended: whoever called has begun, and no more is known
        }
        return needs.ToPrediction(sum);
    }

    // The call whose frame ends here.
    private static uint Slot(byte* frame) => *(uint*)(frame - sizeof(uint));

    private static int SiblingAt(byte* top) => *(int*)top;
}
