using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>
/// What a call does when the fast path declined: first call of a thread, a sample is due, the table must grow, the path is full, a flow begins, or the thread is forced.
/// Counts exactly as the fast path does.
/// </summary>
internal static unsafe class SlowPath
{
    /// <summary>Calls that one deep measurement may force through here before it gives up: bounds what it adds to a call with many callees.</summary>
    private const int DeepCalls = 128;

    /// <summary>Samples of a slot after which its interval doubles, until the engine sets it.</summary>
    private const int RampSamples = 16;

    private const int LongestRampInterval = 1 << 20;

    public static ShadowProbe Begin(int slot, bool isAsync)
    {
        var probe = default(ShadowProbe);
        try
        {
            Begin(slot, isAsync, ref probe);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a call was counted");
        }

        return probe;
    }

    private static void Begin(int slot, bool isAsync, ref ShadowProbe probe)
    {
        var block = ThreadBlock.Current;
        if (block == null)
            block = ThreadRegistry.Attach();
        if (block != null && block->Limit != block->End && block->DeepFrame == null)
            ThreadBlock.Release(block);
        if (block == null)
        {
            Faults.LostCall();
            return;
        }

        var entered = block->DeepFrame == null ? 0 : ThreadClock.Now();
        var interval = Count(block, slot);
        if (isAsync && block->Top < block->Inside)
            probe.OpenFlow(block, slot);
        Push(block, slot, ref probe);

        if (block->DeepFrame != null && --block->DeepLeft < 0)
            GiveUpDeep(block);
        var measured = interval > 0;
        var child = block->DeepFrame != null && probe.Frame == block->DeepFrame + sizeof(uint);
        if (!measured && !child)
        {
            if (block->DeepFrame != null)
            {
                block->OverheadNs += ThreadClock.Now() - entered + MeasurementCost.ForcedNs;
                Measurements.CountForced();
            }

            return;
        }

        if (entered == 0)
            entered = ThreadClock.Now();
        var deep = measured && block->DeepFrame == null && !isAsync && (Gap.Next(ref block->Random) >> 61) == 0 && StartDeep(block, probe.Frame);
        Measurements.CountMeasured();
        probe.Start(block, slot, interval, measured, child, deep, isAsync, entered);
    }

    /// <summary>Counts the call, unless the fast path already did, and reloads its cell when it is used up. Returns the interval when this call is a sample, else 0.</summary>
    private static int Count(ThreadBlock* block, int slot)
    {
        ref var cell = ref ThreadBlock.Cells(block)[slot];
        // A negative cell was decremented by the fast path, which then came here; any other was not.
        if (cell >= 0 && --cell >= 0)
            return 0;

        ref var state = ref SlotTable.State(slot);
        var interval = Math.Max(1, state.Interval);
        var left = cell;
        var gap = Gap.Draw(ref block->Random, interval);
        // Cell first, reloads second; readers go the other way round, so that they never see more calls than were made.
        Volatile.Write(ref cell, gap);
        Interlocked.Add(ref state.Reloads, (long)gap - left);
        if (++state.SamplesSinceTick >= RampSamples)
        {
            state.SamplesSinceTick = 0;
            state.Interval = Math.Min(interval * 2, LongestRampInterval);
        }

        return interval;
    }

    private static void Push(ThreadBlock* block, int slot, ref ShadowProbe probe)
    {
        var top = block->Top;
        probe.Attach(block, top, sibling: *(int*)top);
        ThreadBlock.Record(block, (uint)slot);
        if (top < block->End)
        {
            *(long*)top = slot;
            block->Top = top + sizeof(uint);
            return;
        }

        block->PathOverflows++;
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            Faults.StackLow();
    }

    private static bool StartDeep(ThreadBlock* block, byte* frame)
    {
        if (frame + sizeof(uint) >= block->End)
            return false;
        ThreadBlock.Force(block);
        block->DeepFrame = frame;
        block->DeepLeft = DeepCalls;
        block->DeepElapsedNs = block->DeepCpuNs = block->DeepAllocatedBytes = block->DeepNetworkBytes = 0;
        return true;
    }

    private static void GiveUpDeep(ThreadBlock* block)
    {
        block->DeepFrame = null;
        ThreadBlock.Release(block);
    }
}
