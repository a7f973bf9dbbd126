using ShadowGen.Counters;
using ShadowGen.Recording;
using ShadowGen.TestSupport;

namespace ShadowGen.Runtime.Tests.Recording;

/// <summary>A recording disturbs nothing, costs nothing when there is none, and ends where it must.</summary>
public sealed unsafe class RecordingHarmlessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("recording");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Counts_stay_exact_while_recordings_come_and_go()
    {
        var edges = new TestEdges(2);
        var isOver = false;
        var made = 0L;
        var workers = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            var calls = 0;
            for (; !Volatile.Read(ref isOver); calls++)
                edges.Call(0, () => edges.Call(1, static () => { }));
            Interlocked.Add(ref made, calls);
        })).ToList();
        var faults = Shadow.Statistics.Faults;
        workers.ForEach(worker => worker.Start());
        for (var i = 0; i < 10; i++)
        {
            using var recording = Shadow.RecordTrace(_folder.Root, new() { MaxEvents = 5_000 });
            Assert.True(SpinWait.SpinUntil(() => recording.IsFull, TimeSpan.FromSeconds(30)));
            recording.Stop();
            Assert.Equal(5_000, recording.Events);
            Assert.Equal(5_000, RecordedRows.Read(_folder.Root).Count);
        }

        Volatile.Write(ref isOver, true);
        workers.ForEach(worker => worker.Join());

        Assert.Equal(made, edges.Calls(0));
        Assert.Equal(made, edges.Calls(1));
        Assert.Equal(faults, Shadow.Statistics.Faults);
    }

    [Fact]
    public void Every_thread_is_recorded_from_its_next_call_on_and_let_go_after()
    {
        var edges = new TestEdges(1);
        using var turn = new Barrier(5);
        var wasForced = new bool[4];
        var isForced = new bool[4];
        var workers = Enumerable.Range(0, 4).Select(n => new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
                edges.Call(0, static () => { });
            turn.SignalAndWait();
            turn.SignalAndWait();
            wasForced[n] = ThreadBlock.Current->Limit == null;
            for (var i = 0; i < 100; i++)
                edges.Call(0, static () => { });
            turn.SignalAndWait();
            turn.SignalAndWait();
            edges.Call(0, static () => { });
            isForced[n] = ThreadBlock.Current->Limit == null && ThreadBlock.Current->DeepFrame == null;
        })).ToList();
        workers.ForEach(worker => worker.Start());
        turn.SignalAndWait();
        var recording = Shadow.RecordTrace(_folder.Root);
        turn.SignalAndWait();
        turn.SignalAndWait();
        recording.Stop();
        turn.SignalAndWait();
        workers.ForEach(worker => worker.Join());

        Assert.All(wasForced, Assert.True);
        Assert.All(isForced, Assert.False);
        Assert.Equal([100, 100, 100, 100], RecordedRows.Read(_folder.Root).GroupBy(r => r.Sequence).Select(s => s.Count()));
        Assert.Equal(4 * 201, edges.Calls(0));
    }

    [Fact]
    public void Recording_is_no_part_of_the_measuring_budget_and_adds_no_samples()
    {
        var edges = new TestEdges(1);
        Loop(200_000); // until few of its calls are samples
        Shadow.Flush();
        var (measured, taken) = (Shadow.Statistics.MeasuredCalls, Shadow.Statistics.SamplesTaken);
        using (Shadow.RecordTrace(_folder.Root))
        {
            Loop(20_000);
            Shadow.Flush();
        }

        Assert.InRange(Shadow.Statistics.MeasuredCalls - measured, 0, 10_000);
        Assert.InRange(Shadow.Statistics.SamplesTaken - taken, 0, 10_000);
        Assert.Equal(20_000, RecordedRows.Read(_folder.Root).Count);

        void Loop(int calls)
        {
            for (var i = 0; i < calls; i++)
                edges.Call(0, static () => { });
        }
    }

    [Fact]
    public void A_recorded_call_allocates_nothing_and_none_costs_a_byte_without_a_recording()
    {
        var edges = new TestEdges(1);
        using (Shadow.RecordTrace(_folder.Root))
        {
            Loop(1_000);
            Assert.Equal(0, Loop(20_000));
        }

        Loop(1_000);
        Assert.Equal(0, Loop(100_000));

        long Loop(int calls)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < calls; i++)
                edges.Call(0, static () => { });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void It_takes_in_as_many_calls_as_it_may_and_says_so()
    {
        var edges = new TestEdges(1);
        using var recording = Shadow.RecordTrace(_folder.Root, new() { MaxEvents = 100 });
        for (var i = 0; i < 250; i++)
            edges.Call(0, static () => { });

        Assert.True(recording.IsFull);
        Assert.False(recording.IsRecording);
        Assert.Equal(100, recording.Events);
        Assert.Null(CallRecorder.Current);
        recording.Stop();
        Assert.Equal(100, RecordedRows.Read(_folder.Root).Count);
        Assert.Equal(0, recording.Missed);
        Assert.Contains("which is as many as it was allowed", File.ReadAllText(Path.Combine(_folder.Root, "README.md")), StringComparison.Ordinal);
        Assert.Equal(250, edges.Calls(0));
    }

    [Fact]
    public void Calls_too_deep_to_be_followed_are_left_out_and_counted()
    {
        var edges = new TestEdges(2);
        using var recording = Shadow.RecordTrace(_folder.Root);
        var thread = new Thread(() =>
        {
            Recurse(3_000);
            edges.Call(1, static () => { });
        }, 64 << 20);
        thread.Start();
        thread.Join();
        recording.Stop();

        var rows = RecordedRows.Read(_folder.Root);
        Assert.Equal(1_025, rows.Count);
        Assert.Equal(3_000 - 1_024, recording.Missed);
        Assert.Equal(-1, rows[^1].Caller);
        Assert.Equal(3_000, edges.Calls(0));

        void Recurse(int left)
        {
            if (left > 0)
                edges.Call(0, () => Recurse(left - 1));
        }
    }

    [Fact]
    public void Where_calls_come_too_fast_their_sequence_is_cut_and_what_is_missing_is_counted()
    {
        const int QueueLength = 64;
        var edges = new TestEdges(3);
        using var recording = Shadow.RecordTrace(_folder.Root, new() { QueueLength = QueueLength });

        // On a busy machine what empties the queue may come late: one that was filled twice was cut.
        var calls = 0;
        for (var end = Environment.TickCount64 + 30_000; calls < 20_000 || (recording.Events <= 2 * QueueLength && Environment.TickCount64 < end); calls++)
            edges.Call(0, () => edges.Call(1, () => edges.Call(2, static () => { })));
        recording.Stop();

        var rows = RecordedRows.Read(_folder.Root);
        Assert.InRange(rows.Count, 1, (3 * calls) - 1);
        Assert.Equal(3 * calls, rows.Count + recording.Missed);
        var sequences = rows.GroupBy(r => r.Sequence).ToList();
        Assert.InRange(sequences.Count, 2, calls);
        Assert.All(sequences, s => Assert.Equal(s.Select((r, i) => (r.Index, $"Callee{i % 3}", i % 3 == 0 ? -1 : i - 1)), s.Select(r => (r.Index, r.Name, r.Caller))));
        Assert.Contains("calls are missing", File.ReadAllText(Path.Combine(_folder.Root, "README.md")), StringComparison.Ordinal);
        Assert.Equal(calls, edges.Calls(2));
    }

    [Fact]
    public void A_disk_that_is_full_ends_the_recording_and_not_the_host()
    {
        var edges = new TestEdges(1);
        using var spill = new TraceSpill(new FullDisk(), 64);
        var recorder = new TraceRecorder(spill, 1_000_000);
        CallRecorder.Begin(recorder);
        var calls = 0;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            edges.Call(0, static () => { });
            calls++;
            return CallRecorder.Current is null;
        }, TimeSpan.FromSeconds(30)));
        edges.Call(0, static () => { });

        Assert.IsType<IOException>(spill.Failure);
        Assert.True(recorder.IsClosed);
        Assert.Equal(calls + 1, edges.Calls(0));
    }

    [Fact]
    public void What_cannot_begin_says_why_and_leaves_nothing_behind()
    {
        var file = Path.Combine(_folder.Root, "file");
        File.WriteAllText(file, "");
        Assert.Contains("is a file", Assert.Throws<IOException>(() => Shadow.RecordTrace(file)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => Shadow.RecordTrace(Path.Combine(file, "below")));
        Assert.Throws<ArgumentException>(() => Shadow.RecordTrace(" "));
        Assert.Throws<ArgumentNullException>(() => Shadow.RecordTrace(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowTraceOptions { MaxEvents = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShadowTraceOptions { MaxEvents = 100_000_001 });
        Assert.Null(CallRecorder.Current);

        using var recording = Shadow.RecordTrace(_folder.Root);
        Assert.Contains(_folder.Root, Assert.Throws<InvalidOperationException>(() => Shadow.RecordTrace(_folder.Root)).Message, StringComparison.Ordinal);
        Assert.True(recording.IsRecording);
    }

    [Fact]
    public void A_switched_off_process_records_nothing_and_says_so()
    {
        var folder = Path.Combine(_folder.Root, "never");
        using var recording = ShadowTraceRecording.Start(folder, new(), isOn: false);
        Assert.False(recording.IsRecording);
        Assert.Contains("SHADOWGEN=off", recording.Problem, StringComparison.Ordinal);
        recording.Stop();
        Assert.False(Directory.Exists(folder));
        Assert.Null(CallRecorder.Current);
    }

    [Fact]
    public void Ending_it_twice_is_ending_it_once_and_its_files_are_all_there_is()
    {
        var edges = new TestEdges(1);
        var recording = Shadow.RecordTrace(_folder.Root);
        edges.Call(0, static () => { });
        Assert.True(recording.IsRecording);
        recording.Stop();
        Assert.False(recording.IsRecording);
        var written = File.GetLastWriteTimeUtc(Path.Combine(_folder.Root, "events.tsv.gz"));
        recording.Stop();
        recording.Dispose();
        edges.Call(0, static () => { });

        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(_folder.Root, "events.tsv.gz")));
        Assert.Equal(["README.md", "events.tsv.gz", "ops.tsv"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(RecordedRows.Read(_folder.Root));
        Assert.Null(recording.Problem);
    }

    [Fact]
    public void A_readme_that_somebody_wrote_stays()
    {
        var readme = Path.Combine(_folder.Root, "README.md");
        File.WriteAllText(readme, "mine");
        Shadow.RecordTrace(_folder.Root).Dispose();
        Assert.Equal("mine", File.ReadAllText(readme));
        Assert.Empty(RecordedRows.Read(_folder.Root));
    }

    [Fact]
    public void Files_that_cannot_be_written_are_no_fault_of_the_host()
    {
        var recording = Shadow.RecordTrace(_folder.Root);
        Directory.CreateDirectory(Path.Combine(_folder.Root, "events.tsv.gz.tmp"));
        var faults = Shadow.Statistics.Faults;
        recording.Dispose();
        Assert.Contains(_folder.Root, recording.Problem, StringComparison.Ordinal);
        Assert.Equal(faults + 1, Shadow.Statistics.Faults);
        Assert.Null(CallRecorder.Current);
        Assert.False(File.Exists(Path.Combine(_folder.Root, "recording.tmp")));
    }

    [Fact]
    public void What_is_not_rounded_yet_has_no_name_in_the_folder()
    {
        using var recording = Shadow.RecordTrace(_folder.Root);
        if (!OperatingSystem.IsWindows()) Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("no space");
    }
}
