using ShadowGen.Counters;
using ShadowGen.TestSupport;

namespace ShadowGen.Runtime.Tests.Recording;

/// <summary>What is recorded is what was called, by whom, in order.</summary>
public sealed class RecordTraceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("recording");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Calls_within_calls_are_recorded_as_they_were_made()
    {
        var edges = new TestEdges(4);
        using (Shadow.RecordTrace(_folder.Root))
        {
            edges.Call(0, () =>
            {
                edges.Call(1, () => edges.Call(2, static () => { }));
                edges.Call(3, static () => { });
            });
            edges.Call(3, static () => { });
            Recurse(5);
        }

        Assert.Equal("Callee0(Callee1(Callee2) Callee3) Callee3 Callee0(Callee0(Callee0(Callee0(Callee0))))", RecordedRows.Tree(RecordedRows.Read(_folder.Root)));

        void Recurse(int left)
        {
            if (left > 0)
                edges.Call(0, () => Recurse(left - 1));
        }
    }

    [Fact]
    public void Random_programs_on_many_threads_are_recorded_call_by_call()
    {
        var edges = new TestEdges(6);
        var truths = new string[8];
        using (Shadow.RecordTrace(_folder.Root))
        {
            var threads = Enumerable.Range(0, truths.Length).Select(n => new Thread(() => truths[n] = RandomCalls(new Random(n), 0))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
        }

        var rows = RecordedRows.Read(_folder.Root);
        Assert.InRange(rows.Count, 1_000, 60_000); // fewer than the queue holds: a busy machine may not write meanwhile
        Assert.Equal(truths.Order(StringComparer.Ordinal), rows.GroupBy(r => r.Sequence).Select(RecordedRows.Tree).Order(StringComparer.Ordinal));

        string RandomCalls(Random random, int depth)
        {
            var calls = new List<string>();
            for (var i = random.Next(depth == 0 ? 100 : 4); i > 0 && depth < 8; i--)
            {
                var k = random.Next(6);
                var callees = edges.Call(k, () => RandomCalls(random, depth + 1));
                calls.Add(callees.Length == 0 ? $"Callee{k}" : $"Callee{k}({callees})");
            }

            return string.Join(' ', calls);
        }
    }

    [Fact]
    public void A_call_that_throws_ends_there_and_its_caller_goes_on()
    {
        var edges = new TestEdges(3);
        using (Shadow.RecordTrace(_folder.Root))
        {
            edges.Call(0, () =>
            {
                Assert.Throws<InvalidOperationException>(() => edges.Call(1, () => edges.Call(2, static () => throw new InvalidOperationException())));
                edges.Call(2, static () => { });
            });
        }

        var rows = RecordedRows.Read(_folder.Root);
        Assert.Equal("Callee0(Callee1(Callee2) Callee2)", RecordedRows.Tree(rows));
        Assert.All(rows, r => Assert.True(r.Duration <= rows[0].Duration && r.Bytes >= 0));
    }

    [Fact]
    public async Task A_flow_is_one_sequence_over_every_await_and_its_root_calls_what_comes_after()
    {
        var edges = new TestEdges(3);
        using (Shadow.RecordTrace(_folder.Root))
        {
            await edges.CallAsync(0, async () =>
            {
                edges.Call(1, static () => { });
                await Task.Delay(20);
                edges.Call(1, () => edges.Call(2, static () => { }));
                await edges.CallAsync(2, async () =>
                {
                    await Task.Yield();
                    edges.Call(1, static () => { });
                });
            });
            edges.Call(1, static () => { });
        }

        var rows = RecordedRows.Read(_folder.Root);
        // What an async callee does after its first await is of the flow: the path knows no more.
        Assert.Equal(["Callee0(Callee1 Callee1(Callee2) Callee2 Callee1)", "Callee1"], rows.GroupBy(r => r.Sequence).Select(RecordedRows.Tree));
        // Calls after the wait began in it; what recording costs is taken off durations and not off starts.
        var last = rows.Last(r => r.Sequence == rows[0].Sequence);
        Assert.True(rows[0].Duration >= 0.5 * (last.Start - rows[0].Start), $"the flow's root took {rows[0].Duration} µs, its last call began {last.Start - rows[0].Start} µs after it");
    }

    [Fact]
    public async Task Flows_that_run_at_once_are_sequences_of_their_own()
    {
        var edges = new TestEdges(3);
        using (Shadow.RecordTrace(_folder.Root))
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => edges.CallAsync(0, async () =>
            {
                for (var i = 0; i < 5; i++)
                {
                    await Task.Yield();
                    edges.Call(1, () => edges.Call(2, static () => { }));
                }
            })));
        }

        var sequences = RecordedRows.Read(_folder.Root).GroupBy(r => r.Sequence).Select(RecordedRows.Tree).ToList();
        Assert.Equal(100, sequences.Count);
        Assert.All(sequences, s => Assert.Equal("Callee0(Callee1(Callee2) Callee1(Callee2) Callee1(Callee2) Callee1(Callee2) Callee1(Callee2))", s));
    }

    [Fact]
    public async Task A_named_flow_is_the_root_of_a_sequence()
    {
        var edges = new TestEdges(2);
        using (Shadow.RecordTrace(_folder.Root))
        {
            edges.Call(1, static () => { });
            using (Shadow.BeginFlow("import of a test"))
            {
                edges.Call(0, () => edges.Call(1, static () => { }));
                await Task.Delay(5);
                edges.Call(1, static () => { });
            }

            edges.Call(0, static () => { });
        }

        var sequences = RecordedRows.Read(_folder.Root).GroupBy(r => r.Sequence).ToList();
        Assert.Contains("import of a test(Callee0(Callee1) Callee1)", sequences.Select(RecordedRows.Tree));
        var flow = sequences.Single(s => s.First().Name == "import of a test").First();
        Assert.True(flow.Duration >= 4_000, $"the flow took {flow.Duration} µs");
        Assert.True(flow.Bytes >= 0); // it has ended
    }

    [Fact]
    public void What_began_before_the_recording_is_not_in_it_and_its_callees_are_roots()
    {
        var edges = new TestEdges(3);
        edges.Call(0, () =>
        {
            using (Shadow.RecordTrace(_folder.Root))
                edges.Call(1, () => edges.Call(2, static () => { }));
        });

        Assert.Equal("Callee1(Callee2)", RecordedRows.Tree(RecordedRows.Read(_folder.Root)));
    }

    [Fact]
    public async Task A_flow_that_began_before_the_recording_is_a_sequence_without_its_root()
    {
        var edges = new TestEdges(3);
        await edges.CallAsync(0, async () =>
        {
            await Task.Yield();
            using (Shadow.RecordTrace(_folder.Root))
            {
                edges.Call(1, static () => { });
                await Task.Delay(5);
                edges.Call(1, () => edges.Call(2, static () => { }));
            }
        });

        Assert.Equal(["Callee1 Callee1(Callee2)"], RecordedRows.Read(_folder.Root).GroupBy(r => r.Sequence).Select(RecordedRows.Tree));
    }

    [Fact]
    public void A_call_that_has_not_ended_gets_the_time_up_to_the_end_of_the_recording()
    {
        var edges = new TestEdges(2);
        edges.Call(1, () =>
        {
            var recording = Shadow.RecordTrace(_folder.Root);
            edges.Call(0, () =>
            {
                edges.Call(1, static () => { });
                Thread.Sleep(20);
                recording.Stop();
            });
        });

        var rows = RecordedRows.Read(_folder.Root);
        Assert.Equal("Callee0(Callee1)", RecordedRows.Tree(rows));
        Assert.True(rows[0].Duration >= 10_000, $"it ran for {rows[0].Duration} µs");
        Assert.Equal(-1, rows[0].Bytes);
        Assert.Equal(-1, rows[0].Cpu);
        Assert.Contains("1 calls had not ended", File.ReadAllText(Path.Combine(_folder.Root, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_iterator_takes_the_time_of_its_steps_and_one_that_nobody_enumerates_that_of_its_call()
    {
        var edges = new TestEdges(2);
        using (Shadow.RecordTrace(_folder.Root))
        {
            Assert.Equal(3, edges.Enumerate(0, Slow).Count());
            _ = edges.Enumerate(1, Slow);
        }

        var rows = RecordedRows.Read(_folder.Root);
        Assert.Equal("Callee0 Callee1", RecordedRows.Tree(rows));
        Assert.True(rows[0].Duration >= 29_000, $"three steps of 10 ms took {rows[0].Duration} µs");
        Assert.True(rows[1].Bytes >= 0); // it has ended, with what its call took

        static IEnumerable<int> Slow()
        {
            for (var i = 0; i < 3; i++)
            {
                Thread.Sleep(10);
                yield return i;
            }
        }
    }

    [Fact]
    public void Bytes_are_those_of_the_call_and_its_callees_and_not_of_the_recording()
    {
        var edges = new TestEdges(2);
        var kept = new byte[256][];
        for (var i = 0; i < 2; i++)
        {
            using (Shadow.RecordTrace(_folder.Root))
            {
                edges.Call(0, () =>
                {
                    for (var n = 0; n < kept.Length; n++)
                    {
                        var place = n;
                        edges.Call(1, () => kept[place] = new byte[1000]);
                    }
                });
            }
        }

        var rows = RecordedRows.Read(_folder.Root);
        const int array = 1000 + 24;
        Assert.Equal(257, rows.Count);
        Assert.All(rows.Skip(1), r => Assert.Equal(array, r.Bytes));
        // Each step also makes a closure and a delegate.
        Assert.InRange(rows[0].Bytes, 256 * array, 256 * (array + 128));
    }

    [Fact]
    public void A_second_recording_knows_nothing_of_the_first()
    {
        var edges = new TestEdges(3);
        edges.Call(0, () =>
        {
            var first = Shadow.RecordTrace(_folder.Root);
            edges.Call(1, () =>
            {
                first.Stop();
                using (Shadow.RecordTrace(_folder.Root))
                    edges.Call(2, static () => { });
            });
        });

        Assert.Equal("Callee2", RecordedRows.Tree(RecordedRows.Read(_folder.Root)));
        Assert.Null(CallRecorder.Current);
    }
}
