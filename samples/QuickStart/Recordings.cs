using ShadowGen.QuickStart.Report;
using Spectre.Console;

namespace ShadowGen.QuickStart;

/// <summary>Records parts of a run: the traces that bench/Prediction.Benchmarks/Traces holds are made so.</summary>
/// <param name="console">Told what was recorded.</param>
/// <param name="folder">Where to; each part has a folder in it.</param>
internal sealed class Recordings(IAnsiConsole console, string folder)
{
    public const string Indexing = "quickstart-indexing";
    public const string Queries = "quickstart-queries";

    /// <summary>Of each part: small files, and more than enough to learn from.</summary>
    public const int MaximumCalls = 32_000;

    public async Task RecordAsync<TResult>(string part, Func<Task<TResult>> run)
    {
        using var recording = Shadow.RecordTrace(Path.Combine(folder, part), new() { MaxEvents = MaximumCalls });
        await run();
        recording.Stop();
        console.WriteLine(recording.Problem ?? $"{Units.Count(recording.Events)} calls recorded to {recording.Folder}");
    }
}
