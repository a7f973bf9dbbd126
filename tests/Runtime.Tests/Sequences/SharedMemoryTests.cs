using ShadowGen.Sequences;

namespace ShadowGen.Runtime.Tests.Sequences;

public sealed class SharedMemoryTests
{
    private const int Operations = 40;

    /// <summary>Readers take no lock: whatever they catch half-written must still be probabilities.</summary>
    [Fact]
    public void Readers_beside_a_writer_get_probabilities_and_no_faults()
    {
        var model = new SequenceModel(Operations, new SequenceOptions(ShortRows: 64, WideRows: 32, History: 256));
        var stop = false;
        Exception? fault = null;
        var wrong = 0;
        var readers = Enumerable.Range(0, 2).Select(n => new Thread(() => Read(n))).ToList();
        readers.ForEach(reader => reader.Start());
        var random = new Random(1);
        for (var i = 0; i < 300_000; i++) Step(random, model.Depth, model.Enter, model.Exit);
        Volatile.Write(ref stop, true);
        readers.ForEach(reader => reader.Join());

        Assert.Null(fault);
        Assert.Equal(0, wrong);

        void Read(int seed)
        {
            try
            {
                var cursor = new SequenceCursor(model.Memory, new(64));
                var mine = new Random(seed);
                var outcomes = new OutcomeProbability[16];
                while (!Volatile.Read(ref stop))
                {
                    Step(mine, cursor.Depth, cursor.Path.Enter, cursor.Path.Exit);
                    cursor.FindMatches();
                    if (!IsDistribution(cursor.NextOfCaller(outcomes)) || !IsDistribution(cursor.NextCall(outcomes))) Interlocked.Increment(ref wrong);
                }
            }
            catch (Exception exception)
            {
                fault = exception;
            }
        }
    }

    private static bool IsDistribution(in Forecast forecast)
    {
        var sum = forecast.Others;
        foreach (var outcome in forecast.Outcomes)
        {
            if (!(outcome.Probability >= 0)) return false;
            sum += outcome.Probability;
        }

        return Math.Abs(sum - 1) < 1e-6;
    }

    private static void Step(Random random, int depth, Action<int> enter, Action exit)
    {
        if (depth < 6 && random.Next(2) == 0) enter(random.Next(Operations));
        else exit();
    }
}
