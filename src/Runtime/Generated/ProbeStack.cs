using ShadowGen.Counters;

namespace ShadowGen.Generated;

/// <summary>The probes of one thread's calls under way, innermost last. A call ends before the calls around it do, so that the last probe is always the one that ends.</summary>
internal sealed unsafe class ProbeStack
{
    /// <summary>Calls within each other that are measured at once; what is deeper is counted and not measured.</summary>
    public const int MaxDepth = 1024;

    private const int InitialDepth = 8;

    private CallProbe[] _probes = new CallProbe[InitialDepth];
    private int _count;

    public bool IsFull => _count == MaxDepth;

    /// <summary>Adds a probe, all zero. The reference is good until the next one is added.</summary>
    public ref CallProbe Push(ThreadBlock* block)
    {
        if (_count == _probes.Length)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Array.Resize(ref _probes, _count * 2);
            block->OverheadBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return ref _probes[_count++];
    }

    /// <summary>The recorded call whose frame is right below a position of the path; default when that call is not recorded.</summary>
    public RecordedCall CallerOf(byte* frame, byte* end)
    {
        if (_count == 0)
            return default;
        ref var last = ref _probes[_count - 1];
        // Frames beyond the end of the path all have its position.
        return last.Frame + sizeof(uint) == frame || (frame == end && last.Frame == end) ? last.Recorded : default;
    }

    /// <summary>The argument features of the innermost probe, if the call is that of a frame.</summary>
    /// <returns>How many; 0 when it is another's, or has told none.</returns>
    public int ArgumentsOf(byte* frame, ref ArgumentValues values) => _count > 0 && _probes[_count - 1].Frame == frame ? _probes[_count - 1].ReadArguments(ref values) : 0;

    /// <summary>Takes the last probe back without ending it.</summary>
    public void Drop() => _probes[--_count] = default;

    /// <summary>The innermost probe of the running thread; only while one is under way.</summary>
    public ref CallProbe Top => ref _probes[_count - 1];

    /// <summary>Ends the probe of a frame, and forgets those above it, which a fault of ours has left behind.</summary>
    public void End(byte* frame)
    {
        while (_count > 0)
        {
            ref var probe = ref _probes[_count - 1];
            var isIts = probe.Frame == frame;
            if (!isIts && probe.Frame < frame)
                return;
            if (isIts)
                probe.End();
            Drop();
            if (isIts)
                return;
        }
    }
}
