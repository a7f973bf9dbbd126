using System.Runtime.CompilerServices;
using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>
/// What a call does when the fast path declined: first call of a thread, a sample is due, the table must grow, the path is full, a flow begins, a recording wants it, or the thread is forced.
/// Counts exactly as the fast path does. Throws what a budget ends, before the call is counted, and nothing else.
/// </summary>
internal static unsafe class SlowPath
{
    /// <summary>Calls that one deep measurement may force through here before it gives up: bounds what it adds to a call with many callees.</summary>
    private const int DeepCalls = 128;

    /// <summary>Samples of a slot after which its interval doubles, until the engine sets it.</summary>
    private const int RampSamples = 16;

    private const int LongestRampInterval = 1 << 20;

    // Stands in for the block of a thread that has none, for want of memory: its Top is written and never read.
    private static readonly byte[] NoBlock = GC.AllocateArray<byte>(ThreadBlock.HeaderBytes, pinned: true);

    [ThreadStatic]
    private static ProbeStack? _probes;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ShadowFrame Enter(int slot, bool isAsync)
    {
        var block = ThreadBlock.Current;
        if (block != null && block->Ended != null)
            ThreadBlock.DropEnded(block);
        if (block != null && block->IsGuarded != 0)
            CallGuard.Check(block, slot);
        var frame = block == null ? null : block->Top;
        try
        {
            if (block == null)
            {
                block = ThreadRegistry.Attach();
                if (block == null)
                {
                    Faults.LostCall();
                    return new ShadowFrame((ThreadBlock*)Unsafe.AsPointer(ref NoBlock[0]), null);
                }

                frame = block->Top;
            }

            return new ShadowFrame(block, frame, hasProbe: Begin(block, frame, slot, isAsync));
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a call was counted");
            return block == null ? new ShadowFrame((ThreadBlock*)Unsafe.AsPointer(ref NoBlock[0]), null) : new ShadowFrame(block, frame);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Exit(nint block, nint frame)
    {
        _probes!.End((byte*)frame);
        ((ThreadBlock*)block)->Top = (byte*)frame;
    }

    /// <summary>Hands an async result to the running thread's innermost probe.</summary>
    public static void Observe(Task? result)
    {
        try
        {
            _probes?.Top.Observe(result);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "an async result was observed");
        }
    }

    /// <summary>Tells argument features to the running thread's innermost probe.</summary>
    public static void Arguments(ReadOnlySpan<long> values)
    {
        try
        {
            _probes?.Top.Tell(values);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the arguments of a call were read");
        }
    }

    /// <summary>The argument features of the running thread's innermost call, by its frame, when it is measured.</summary>
    /// <returns>How many; 0 when they are not known.</returns>
    public static int ArgumentsOf(byte* frame, ref ArgumentValues values) => _probes?.ArgumentsOf(frame, ref values) ?? 0;

    /// <summary>Has the running thread's innermost probe wait for an enumeration. Null when it measures nothing.</summary>
    public static EnumerationWatch? WatchEnumeration() => _probes?.Top.WatchEnumeration();

    /// <returns>Whether the call has a probe, because it is measured or has opened a flow.</returns>
    private static bool Begin(ThreadBlock* block, byte* frame, int slot, bool isAsync)
    {
        var recorder = CallRecorder.Current;
        if (block->Limit != block->Allowed && block->DeepFrame == null && recorder is null)
        {
            // One that was armed for a budget which it has left by now: nobody else would take that back.
            if (block->IsGuarded == 0)
                ThreadBlock.Disarm(block);
            ThreadBlock.Release(block);
        }


        var entered = block->DeepFrame == null && recorder is null ? 0 : ThreadClock.Now();
        var interval = Count(block, slot);
        var measured = interval > 0;
        var child = block->DeepFrame != null && frame == block->DeepFrame + sizeof(uint);
        var opens = isAsync && frame < block->Inside;
        if (!measured && !child && !opens && recorder is null)
        {
            Push(block, frame, slot);
            CountForced(block, entered);
            return false;
        }

        var probes = _probes ??= new ProbeStack();
        if (probes.IsFull)
        {
            Push(block, frame, slot);
            if (measured || child || opens)
                Measurements.Queue.CountDropped();
            recorder?.LeftOut();
            CountForced(block, entered);
            return false;
        }

        var caller = recorder is null ? default : probes.CallerOf(frame, block->End);
        ref var probe = ref probes.Push(block);
        probe.Attach(block, frame, sibling: *(int*)frame);
        if (opens)
            probe.OpenFlow(block, slot);
        var recorded = recorder is not null && probe.Record(recorder, block, slot, caller, opens);
        Push(block, frame, slot);
        if (!measured && !child && !recorded)
            return true;

        if (entered == 0)
            entered = ThreadClock.Now();
        var deep = measured && block->DeepFrame == null && !isAsync && (Gap.Next(ref block->Random) >> 61) == 0 && StartDeep(block, frame);
        if (measured || child)
            Measurements.CountMeasured();
        probe.Start(block, slot, interval, measured || recorded, child, deep, isAsync, entered);
        return true;
    }

    // A call that a deep measurement around it has sent here: it counts against that measurement's allowance, and its cost is taken off.
    private static void CountForced(ThreadBlock* block, long entered)
    {
        if (block->DeepFrame == null || entered == 0)
            return;
        block->OverheadNs += ThreadClock.Now() - entered + MeasurementCost.ForcedNs;
        Measurements.CountForced();
    }

    /// <summary>Counts the call, unless the fast path already did, and reloads its cell when it is used up. Returns the interval when this call is a sample, else 0.</summary>
    public static int Count(ThreadBlock* block, int slot)
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

    private static void Push(ThreadBlock* block, byte* frame, int slot)
    {
        if (block->DeepFrame != null && --block->DeepLeft < 0)
            GiveUpDeep(block);
        ThreadBlock.Record(block, (uint)slot);
        if (frame < block->End)
        {
            *(long*)frame = slot;
            block->Top = frame + sizeof(uint);
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

    /// <summary>Ends the deep measurement under way, if there is one: what comes now is not among the callees that it can measure.</summary>
    public static void GiveUpDeep(ThreadBlock* block)
    {
        block->DeepFrame = null;
        ThreadBlock.Release(block);
    }
}
