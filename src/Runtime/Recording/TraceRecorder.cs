using ShadowGen.Counters;

namespace ShadowGen.Recording;

/// <summary>
/// Turns calls into records: decides which sequence a call belongs to and who called it, and hands both halves of it to the <see cref="TraceSpill"/>.
/// Thread-safe; allocates nothing but an object for each sequence.
/// </summary>
/// <param name="spill">Where the records go.</param>
/// <param name="maxEvents">Calls to take in; then the recorder closes itself.</param>
internal sealed class TraceRecorder(TraceSpill spill, long maxEvents) : CallRecorder
{
    [ThreadStatic]
    private static RecordedSequence? _ofThread;

    private readonly long _startedNs = ThreadClock.Now();
    private int _sequences;
    private long _begun;
    private long _leftOut;
    private bool _isClosed;

    /// <summary>Calls taken in so far.</summary>
    public long Events => Math.Min(Volatile.Read(ref _begun), maxEvents);

    /// <summary>Calls left out so far: in sequences that were cut because the spill did not keep up, or too deep to be followed.</summary>
    public long Missed => Volatile.Read(ref _leftOut);

    /// <summary>It has taken in all that it may.</summary>
    public bool IsFull { get; private set; }

    /// <summary>No call will be taken in any more.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed) || spill.HasFailed;

    /// <summary>Nanoseconds since the recording began.</summary>
    public long ElapsedNs => ThreadClock.Now() - _startedNs;

    /// <summary>Takes in no more calls.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, true);
        Close(this);
    }

    public override RecordedSequence NewSequence(bool hasRoot) => new(this, Interlocked.Increment(ref _sequences) - 1, hasRoot);

    public override RecordedCall Began(int slot, RecordedCall caller, FlowContext? opened, bool isRoot)
    {
        try
        {
            if (IsClosed)
            {
                Close();
                return default;
            }

            var sequence = isRoot ? NewSequence(hasRoot: true) : SequenceOf(ref caller);
            opened?.RecordAs(sequence);
            if (sequence.IsCut || !spill.HasRoom)
                return Cut(sequence);
            if (Interlocked.Increment(ref _begun) > maxEvents)
            {
                IsFull = true;
                Close();
                return default;
            }

            var call = new RecordedCall(sequence, sequence.Next());
            // A place in the sequence that nothing is known of: it ends there.
            return spill.TryAdd(TraceRecord.Of(call, isRoot ? -1 : caller.Index, slot, ElapsedNs)) ? call : Cut(sequence);
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a call was recorded");
            return default;
        }
    }

    public override void Ended(in CallSample sample)
    {
        try
        {
            spill.Add(TraceRecord.Of(in sample));
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "the end of a call was recorded");
        }
    }

    public override void LeftOut() => Interlocked.Increment(ref _leftOut);

    /// <param name="caller">Comes as the recorded call right below on the path, leaves as who called.</param>
    private RecordedSequence SequenceOf(ref RecordedCall caller)
    {
        if (caller.Sequence is { } own && ReferenceEquals(own.Recorder, this))
            return own;
        var sequence = FlowContext.Current is { } flow ? flow.RecordedBy(this) : SequenceOfThread();
        caller = new RecordedCall(sequence, sequence.Root);
        return sequence;
    }

    private RecordedSequence SequenceOfThread() =>
        _ofThread is { IsCut: false } known && ReferenceEquals(known.Recorder, this) ? known : _ofThread = NewSequence(hasRoot: false);

    private RecordedCall Cut(RecordedSequence sequence)
    {
        sequence.Cut();
        LeftOut();
        return RecordedCall.LeftOut(sequence);
    }
}
