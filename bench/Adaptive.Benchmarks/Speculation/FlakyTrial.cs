namespace ShadowGen.Adaptive.Benchmarks.Speculation;

/// <summary>A million calls of <see cref="FlakyHandler"/>, many at a time; one in ten with another argument than expected, one in twenty with a read that fails when first tried.</summary>
internal static class FlakyTrial
{
    public const int Calls = 1_000_000;

    private const int AtATime = 500;
    private const int WrongOneIn = 10;

    /// <returns>Calls whose result is not that of the plain program.</returns>
    public static async Task<long> RunAsync()
    {
        var reads = new FlakyReads(Calls);
        var wrong = await Task.WhenAll(Enumerable.Range(0, AtATime).Select(flow => RunAsync(reads, flow))).ConfigureAwait(false);
        return wrong.Sum();
    }

    private static async Task<long> RunAsync(FlakyReads reads, int flow)
    {
        var wrong = 0L;
        for (var id = flow; id < Calls; id += AtATime)
        {
            var handler = new FlakyHandler(reads, region: flow);
            var answer = handler.HandleAsync(id);
            await Task.Delay(1).ConfigureAwait(false);
            if (IsMoved(id)) handler.MoveTo(-flow);
            handler.Go();
            if (await IsWrongAsync(answer, reads, id, IsMoved(id) ? -flow : flow).ConfigureAwait(false)) wrong++;
        }
        return wrong;
    }

    private static bool IsMoved(int id) => id / AtATime % WrongOneIn == 3;

    // A failure is right where the only try has failed: the plain program would have seen it as well.
    private static async Task<bool> IsWrongAsync(Task<int> answer, FlakyReads reads, int id, int region)
    {
        try
        {
            return await answer.ConfigureAwait(false) != FlakyReads.Expected(id, region);
        }
        catch (IOException)
        {
            return !FlakyReads.FailsFirst(id) || reads.TriesOf(id) != 1;
        }
    }
}
