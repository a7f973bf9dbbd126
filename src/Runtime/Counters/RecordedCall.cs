namespace ShadowGen.Counters;

/// <summary>A call of a recording: its sequence, and its place there in the order of beginnings. Default is none.</summary>
internal readonly struct RecordedCall(RecordedSequence sequence, int index)
{
    private const int NoPlace = -1;

    public readonly RecordedSequence? Sequence = sequence;
    public readonly int Index = index;

    /// <summary>The recording has it.</summary>
    public bool IsKept => Sequence is not null && Index != NoPlace;

    /// <summary>Stands for a call that a recording leaves out, so that what it calls is left out too.</summary>
    public static RecordedCall LeftOut(RecordedSequence cut) => new(cut, NoPlace);

    /// <summary>Tells the recording, if it has the call, what that turned out to need.</summary>
    public static void End(in CallSample sample)
    {
        if (sample.Recorded.IsKept)
            sample.Recorded.Sequence!.Recorder.Ended(in sample);
    }
}

/// <summary>The calls of one flow, or of one thread outside of flows, while they are recorded. Thread-safe: a flow may run on several threads at once.</summary>
/// <param name="recorder">Whose recording it belongs to.</param>
/// <param name="number">Number of the sequence in it, from 0.</param>
/// <param name="hasRoot">Its first call is the caller of those that have none on their thread's path.</param>
internal sealed class RecordedSequence(CallRecorder recorder, int number, bool hasRoot)
{
    private int _length;

    public CallRecorder Recorder => recorder;

    public int Number => number;

    /// <summary>Who calls where no recorded call is right below on the path; −1: nobody.</summary>
    public int Root => hasRoot ? 0 : -1;

    /// <summary>A call of it was lost: no later one belongs to it.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The place of the call that begins now.</summary>
    public int Next() => Interlocked.Increment(ref _length) - 1;

    public void Cut() => IsCut = true;
}
