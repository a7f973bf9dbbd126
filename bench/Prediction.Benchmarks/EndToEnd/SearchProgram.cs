using ShadowGen.Benchmarks.Harness;
using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Indexing;
using ShadowGen.QuickStart.Querying;
using ShadowGen.QuickStart.Workload;

namespace ShadowGen.Prediction.Benchmarks.EndToEnd;

/// <summary>The repository's sample at work: queries over an index of its own source, the same ones in each process.</summary>
internal sealed class SearchProgram
{
    /// <summary>Queries of a run; some 500 calls each.</summary>
    public const int Queries = 400;

    /// <summary>Of them, those that come before what is scored.</summary>
    public const int Learned = Queries * 4 / 5;

    private readonly AnswerService _service;
    private readonly IReadOnlyList<string> _queries;

    private SearchProgram(AnswerService service, IReadOnlyList<string> queries) => (_service, _queries) = (service, queries);

    /// <exception cref="InvalidOperationException">The program does not run in a checkout of the repository.</exception>
    public static async Task<SearchProgram> CreateAsync()
    {
        var reader = new FileReader();
        var index = new InvertedIndex();
        var store = new DocumentStore(reader);
        await new IndexPipeline(reader, index, store).RunAsync(new FileDiscovery(Source()).Find().Files, new Progress<double>());
        return new(new(new(index), store), await new QueryMix(store).GenerateAsync(Queries));
    }

    /// <summary>Answers queries, one after the other.</summary>
    /// <param name="count">From the first on.</param>
    /// <param name="pause">Before each.</param>
    public async Task AnswerAsync(int count, TimeSpan pause)
    {
        foreach (var query in _queries.Take(count))
        {
            if (pause > TimeSpan.Zero) await Task.Delay(pause);
            await _service.AnswerAsync(query);
        }
    }

    /// <summary>Answers some of the queries.</summary>
    /// <param name="from">The first, from 0 on.</param>
    /// <param name="to">The one after the last.</param>
    public async Task AnswerAsync(int from, int to)
    {
        for (var query = from; query < to; query++) await _service.AnswerAsync(_queries[query]);
    }

    private static string Source() => Checkout.Folder("samples", "QuickStart")
        ?? throw new InvalidOperationException($"there is no folder samples/QuickStart above '{AppContext.BaseDirectory}': run it from a checkout of the repository");
}
