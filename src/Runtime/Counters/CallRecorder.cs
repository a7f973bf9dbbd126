namespace ShadowGen.Counters;

/// <summary>
/// Takes in every call of the process, one by one, while a recording is under way. The floor knows no more of a recording than this: whether there is one, where a
/// call begins and what it turned out to need.
/// </summary>
internal abstract unsafe class CallRecorder
{
    private static CallRecorder? _current;

    /// <summary>What calls that begin now are to be told to; null while nobody records. Threads are kept on the slow path while it is not (<see cref="ThreadBlock.Release"/>).</summary>
    public static CallRecorder? Current => Volatile.Read(ref _current);

    /// <summary>Begins to tell calls to a recorder: each thread's from its next call on.</summary>
    public static void Begin(CallRecorder recorder)
    {
        Volatile.Write(ref _current, recorder);
        // A thread that releases itself reads Current after that: either it sees the recorder, or its release comes before the forcing below.
        Interlocked.MemoryBarrierProcessWide();
        lock (SlotTable.Sync)
        {
            var nothing = 0;
            ThreadRegistry.Visit(ref nothing, &Force);
        }

        static void Force(ref int nothing, ThreadBlock* block) => ThreadBlock.Force(block);
    }

    /// <summary>Tells of no more calls that begin; those under way are still told when they end. Each thread goes back to the fast path at its next call.</summary>
    public static void Close(CallRecorder recorder) => Interlocked.CompareExchange(ref _current, null, recorder);

    /// <summary>A sequence of its own, with nothing in it yet.</summary>
    public abstract RecordedSequence NewSequence(bool hasRoot);

    /// <summary>A call begins on the running thread. Never throws.</summary>
    /// <param name="slot">Its edge's.</param>
    /// <param name="caller">The call whose frame is right below on the thread's path; default when that was not recorded.</param>
    /// <param name="opened">The flow that the call has just opened, or null.</param>
    /// <param name="isRoot">The call begins a flow, also where no context carries that on.</param>
    /// <returns>What to hand to <see cref="Ended"/>; default, or a <see cref="RecordedCall.LeftOut"/>, when the call is not taken in.</returns>
    public abstract RecordedCall Began(int slot, RecordedCall caller, FlowContext? opened, bool isRoot);

    /// <summary>A recorded call has ended, on whichever thread: <see cref="CallSample.Recorded"/> says which. The last of several is the one that counts. Never throws.</summary>
    public abstract void Ended(in CallSample sample);

    /// <summary>A call could not be followed: it lies too deep.</summary>
    public abstract void LeftOut();
}
