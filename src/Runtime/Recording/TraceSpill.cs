using System.Runtime.InteropServices;
using ShadowGen.Counters;

namespace ShadowGen.Recording;

/// <summary>
/// Carries records from all threads to a file that lasts as long as the recording: through a bounded queue, by a thread of its own. So a recording needs the same
/// memory however long it lasts.
/// </summary>
internal sealed class TraceSpill : IDisposable
{
    /// <summary>Of records: about 12 MB, while a recording is under way.</summary>
    public const int UsualQueue = 1 << 17;

    private const int Batch = 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly Stream _file;
    private readonly Thread _thread;
    private readonly int _room;
    private readonly BoundedQueue<TraceRecord> _queue;
    private readonly List<TraceRecord> _overflow = [];
    private readonly List<int> _lengths = [];
    private readonly List<ulong> _operations = [];
    private readonly Dictionary<ulong, int> _operationOf = [];
    private readonly TraceRecord[] _batch = new TraceRecord[Batch];
    private readonly ManualResetEventSlim _isStopping = new();

    /// <summary>Starts the thread.</summary>
    /// <param name="file">Empty, to be read and written; disposed with this.</param>
    /// <param name="queueLength">Records that may wait; a power of two.</param>
    public TraceSpill(Stream file, int queueLength)
    {
        _file = file;
        _queue = new BoundedQueue<TraceRecord>(queueLength);
        _room = queueLength / 4 * 3; // beginnings leave the rest to the ends of calls that have begun
        _thread = new Thread(Run) { IsBackground = true, Name = "ShadowGen recorder" };
        _thread.UnsafeStart();
    }

    /// <summary>Makes the file, which goes when the spill is disposed. Arguments are in it as they were: where the system lets it, the file has no name from the start, so that no other process reads it and none is left by one that is killed.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static TraceSpill At(string path, int queueLength)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return new(file, queueLength);
    }

    /// <summary>What kept records from being written; null while nothing did.</summary>
    public Exception? Failure { get; private set; }

    public bool HasFailed => Failure is not null;

    /// <summary>Whether a call may begin.</summary>
    public bool HasRoom => _queue.Count < _room;

    /// <summary>Length of each sequence, by number. Only after <see cref="Complete"/>.</summary>
    public IReadOnlyList<int> Lengths => _lengths;

    /// <summary>Callee ids by operation. Only after <see cref="Complete"/>.</summary>
    public IReadOnlyList<ulong> Operations => _operations;

    /// <summary>Adds a record if there is room.</summary>
    public bool TryAdd(in TraceRecord record) => _queue.TryEnqueue(in record);

    /// <summary>Adds the end of a call, room or not: there are no more of them than calls under way.</summary>
    public void Add(in TraceRecord record)
    {
        if (_isStopping.IsSet || HasFailed || _queue.TryEnqueue(in record))
            return;
        lock (_overflow)
            _overflow.Add(record);
    }

    /// <summary>Writes what waits, and ends the thread. What comes later is dropped.</summary>
    public void Complete()
    {
        _isStopping.Set();
        _thread.Join();
    }

    /// <summary>Tells all records in the order of their arrival. Only after <see cref="Complete"/>.</summary>
    /// <param name="visit">Takes some records at a time.</param>
    public void ReadAll(Action<ReadOnlySpan<TraceRecord>> visit)
    {
        _file.Position = 0;
        while (_file.ReadAtLeast(MemoryMarshal.AsBytes(_batch.AsSpan()), MemoryMarshal.AsBytes(_batch.AsSpan()).Length, throwOnEndOfStream: false) is > 0 and var read)
            visit(MemoryMarshal.Cast<byte, TraceRecord>(MemoryMarshal.AsBytes(_batch.AsSpan())[..read]));
    }

    public void Dispose()
    {
        Complete();
        _file.Dispose();
        _isStopping.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_isStopping.Wait(Pause))
                Drain();
            Drain();
            _file.Flush();
        }
        catch (Exception exception)
        {
            Failure = exception;
            Faults.Caught(exception, "recorded calls were written");
        }
    }

    private void Drain()
    {
        while (true)
        {
            var count = 0;
            while (count < Batch && _queue.TryDequeue(out _batch[count]))
                Note(ref _batch[count++]);
            if (count == 0)
                break;
            _file.Write(MemoryMarshal.AsBytes(_batch.AsSpan(0, count)));
        }

        lock (_overflow)
        {
            _file.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_overflow)));
            _overflow.Clear();
        }
    }

    // Slots may be used again when their assembly is unloaded; callees are for ever.
    private void Note(ref TraceRecord record)
    {
        if (record.Caller == TraceRecord.IsEnd)
            return;
        while (_lengths.Count <= record.Sequence)
            _lengths.Add(0);
        _lengths[record.Sequence] = Math.Max(_lengths[record.Sequence], record.Index + 1);
        var callee = SlotCallees.Of(record.What);
        if (!_operationOf.TryGetValue(callee, out var operation))
        {
            _operationOf.Add(callee, operation = _operations.Count);
            _operations.Add(callee);
        }

        record.What = operation;
    }
}
