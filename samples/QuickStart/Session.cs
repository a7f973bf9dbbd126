using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Forecasts;
using ShadowGen.QuickStart.Indexing;
using ShadowGen.QuickStart.Querying;
using ShadowGen.QuickStart.Report;
using ShadowGen.QuickStart.Workload;
using Spectre.Console;

namespace ShadowGen.QuickStart;

/// <summary>One run: index a tree, answer queries over it, show what was learned meanwhile.</summary>
/// <param name="console">Shows it.</param>
/// <param name="root">The tree.</param>
/// <param name="queryCount">Generated queries to answer.</param>
/// <param name="recordTo">A folder for recorded traces; null records none.</param>
internal sealed class Session(IAnsiConsole console, string root, int queryCount, string? recordTo)
{
    private const string Trace = "quickstart-queries";

    /// <summary>A small file, and enough to learn from.</summary>
    private const int RecordedCalls = 32_000;

    private readonly Phases _phases = new(console);
    private readonly FileReader _reader = new();
    private readonly InvertedIndex _index = new();
    private readonly ForecastCheck _check = new();

    public async Task RunAsync()
    {
        // A run of seconds learns little from a snapshot every 100 ms and 1 % of CPU.
        Shadow.Configure(static options =>
        {
            options.PublishInterval = TimeSpan.FromMilliseconds(10);
            options.CpuBudget = 0.05;
            options.Manager = ManagerMode.Act; // reads files ahead of the indexing, where that helps
        });

        Tables.Heading(console, $"Index of {root}");
        var store = new DocumentStore(_reader);
        var found = await _phases.RunAsync("Find files", _ => Task.Run(() => new FileDiscovery(root).Find()));
        var summary = await _phases.RunAsync("Read and index", progress => new IndexPipeline(_reader, _index, store).RunAsync(found.Files, progress));
        SearchSection.WriteIndex(console, found, summary, _index, _reader.MaximumBytes);

        var service = new AnswerService(new(_index, _check.OnStep), store);
        var generated = await new QueryMix(store).GenerateAsync(queryCount);
        var half = generated.Count / 2;
        Tables.Heading(console, $"{Units.Count(generated.Count)} generated queries");
        await _phases.RunAsync("Answer the first half: learn", progress => AnswerAsync(service, generated.Take(half).ToList(), progress));
        Shadow.Flush();
        _check.IsScoring = true;
        await _phases.RunAsync("Answer the second half: check predictions", progress => AnswerAsync(service, generated.Skip(half).ToList(), progress));
        _check.IsScoring = false;

        Tables.Heading(console, "Answers");
        foreach (var text in QueryMix.Fixed) SearchSection.WriteAnswer(console, await service.AnswerAsync(text));
        Shadow.Flush();
        Report(Shadow.CallGraph);
        if (recordTo is not null) await RecordAsync(Path.Combine(recordTo, Trace), service, generated.Take(half).ToList());
    }

    private async Task<int> AnswerAsync(AnswerService service, List<string> queries, IProgress<double> progress)
    {
        var matches = 0;
        for (var i = 0; i < queries.Count; i++)
        {
            _check.Query = queries[i];
            matches += (await service.AnswerAsync(queries[i])).Matches;
            progress.Report((i + 1.0) / queries.Count);
        }
        return matches;
    }

    // Once more, now that the code has been compiled for good: the first calls of a process take what its just-in-time compiler takes.
    private async Task RecordAsync(string folder, AnswerService service, List<string> queries)
    {
        Tables.Heading(console, "Recorded calls");
        using var recording = Shadow.RecordTrace(folder, new() { MaxEvents = RecordedCalls });
        await _phases.RunAsync("Answer the first half again", progress => AnswerAsync(service, queries, progress));
        recording.Stop();
        console.WriteLine(recording.Problem ?? $"{Units.Count(recording.Events)} calls recorded to {recording.Folder}");
    }

    private void Report(CallGraph graph)
    {
        Tables.Heading(console, "Learned call graph");
        if (graph.TotalCalls == 0)
        {
            CostSection.WriteNothingShadowed(console);
            return;
        }
        GraphSection.WriteTree(console, graph);
        Tables.Heading(console, "Where it went");
        GraphSection.WriteTop(console, graph);
        Tables.Heading(console, "Predicted, then measured");
        ForecastSection.WriteCosts(console, _check);
        ForecastSection.WriteNextCalls(console, _check);
        ForecastSection.WriteQuality(console, Shadow.PredictionQuality);
        Tables.Heading(console, "What shadowing cost");
        CostSection.WriteCost(console, graph, Shadow.Statistics);
        CostSection.WriteCoverage(console, graph);
        CostSection.WriteWhereItIs(console);
    }
}
