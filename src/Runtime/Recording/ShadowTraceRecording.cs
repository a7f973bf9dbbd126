using ShadowGen.Counters;
using ShadowGen.Recording;

namespace ShadowGen;

/// <summary>A recording of every shadowed call of the process, under way since <see cref="Shadow.RecordTrace"/>. <see cref="Stop"/> ends it and writes its files.</summary>
/// <remarks>Thread-safe. While it is under way each shadowed call costs a microsecond or two; what that adds is taken off the durations that are recorded, as far as it is known.</remarks>
public sealed class ShadowTraceRecording : IDisposable
{
    private static readonly Lock Sync = new();
    private static ShadowTraceRecording? _underWay;

    private readonly TraceSpill? _spill;
    private readonly TraceRecorder? _recorder;
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private bool _hasStopped;
    private long _missed;

    private ShadowTraceRecording(string folder, string problem)
    {
        Folder = folder;
        Problem = problem;
        _hasStopped = true;
    }

    private ShadowTraceRecording(string folder, ShadowTraceOptions options)
    {
        Folder = folder;
        _spill = TraceSpill.At(Path.Combine(folder, TraceFolder.SpillFile), options.QueueLength);
        _recorder = new TraceRecorder(_spill, options.MaxEvents);
    }

    /// <summary>Where the files go: a full path.</summary>
    public string Folder { get; }

    /// <summary>Calls are taken in: neither <see cref="Stop"/> nor a <see cref="Problem"/> has ended it, and it is not <see cref="IsFull"/>.</summary>
    public bool IsRecording => _recorder is { IsClosed: false };

    /// <summary>It has taken in <see cref="ShadowTraceOptions.MaxEvents"/> calls, and takes in no more.</summary>
    public bool IsFull => _recorder is { IsFull: true };

    /// <summary>Calls taken in so far.</summary>
    public long Events => _recorder?.Events ?? 0;

    /// <summary>
    /// Calls left out so far: those of sequences that were cut off because calls came faster than they could be written, and those below 1,024 levels of calls. Final after <see cref="Stop"/>.
    /// </summary>
    public long Missed => _recorder is null ? 0 : _recorder.Missed + Volatile.Read(ref _missed);

    /// <summary>Why nothing is recorded, or why no files could be written, as a person reads it; null while there is no such reason.</summary>
    public string? Problem { get; private set; }

    /// <exception cref="InvalidOperationException">A recording is under way.</exception>
    internal static ShadowTraceRecording Start(string folder, ShadowTraceOptions options, bool isOn)
    {
        folder = Path.GetFullPath(folder);
        if (!isOn)
            return new ShadowTraceRecording(folder, "SHADOWGEN=off is set in the environment, so that no call is shadowed and nothing is recorded: start the process without it.");
        lock (Sync)
        {
            if (_underWay is { } other)
                throw new InvalidOperationException($"A recording to '{other.Folder}' is under way, and there is one at a time: stop it first.");
            if (File.Exists(folder))
                throw new IOException($"'{folder}' is a file. Name a folder to record to; it is made if there is none.");
            Directory.CreateDirectory(folder);
            var recording = new ShadowTraceRecording(folder, options);
            ShadowExecutionEngine.EnsureStarted();
            CallRecorder.Begin(recording._recorder!);
            return _underWay = recording;
        }
    }

    /// <summary>
    /// Ends the recording and writes <c>events.tsv.gz</c>, <c>ops.tsv</c> and, unless there is one, <c>README.md</c>, some seconds for each million calls. Once is enough; later calls do nothing.
    /// </summary>
    /// <exception cref="IOException">The files cannot be written; <see cref="Problem"/> says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The files may not be written.</exception>
    public void Stop()
    {
        lock (Sync)
        {
            if (_hasStopped)
                return;
            _hasStopped = true;
            _underWay = null;
            try
            {
                Finish();
            }
            catch (Exception exception)
            {
                Problem = $"The recording could not be written to '{Folder}': {exception.Message}";
                throw;
            }
        }
    }

    /// <summary>As <see cref="Stop"/>, but never throws: <see cref="Problem"/> says what went wrong.</summary>
    public void Dispose()
    {
        try
        {
            Stop();
        }
        catch (Exception exception)
        {
            Faults.Caught(exception, "a recording was written");
        }
    }

    private void Finish()
    {
        using var spill = _spill!;
        var elapsedNs = _recorder!.ElapsedNs;
        _recorder.Close();
        spill.Complete();
        if (spill.Failure is { } failure)
            throw new IOException($"its calls could not be kept: {failure.Message}", failure);
        ShadowExecutionEngine.Flush(); // names of what was called first just now
        var names = ShadowExecutionEngine.Snapshot.Graph.Structure;
        var rows = new TraceRows(spill, names, elapsedNs);
        TraceFolder.Write(Folder, spill, rows, names, Summary);

        TraceSummary Summary()
        {
            Volatile.Write(ref _missed, rows.Missed);
            return new TraceSummary(_startedAt, TimeSpan.FromTicks(elapsedNs / 100), IsFull, Missed);
        }
    }
}
