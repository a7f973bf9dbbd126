using System.Diagnostics;
using System.Globalization;
using ShadowGen.QuickStart.Corpus;
using ShadowGen.QuickStart.Indexing;

[assembly: ShadowGen.ShadowNamespace("ShadowGen.QuickStart.Indexing.**")] // as the sample itself has it

namespace ShadowGen.Adaptive.Benchmarks.ReadAhead;

/// <summary>A process that indexes a tree several times as QuickStart does, and says how long each time took.</summary>
internal static class IndexChild
{
    public const string Verb = "index-child";

    public const string Plain = "plain", Prefetched = "prefetched", ByHand = "byhand";

    /// <param name="arguments">How; the tree; how often; whether its files are cold each time.</param>
    public static int Run(string[] arguments)
    {
        var (how, times, isCold) = (arguments[0], int.Parse(arguments[2], CultureInfo.InvariantCulture), bool.Parse(arguments[3]));
        if (how == Prefetched) Shadow.Configure(static o => o.Manager = ManagerMode.Act);
        var files = new FileDiscovery(arguments[1]).Find().Files;
        for (var i = 0; i < times; i++)
        {
            if (isCold) ColdFiles.Chill(files);
            var begun = Stopwatch.GetTimestamp();
            var summary = IndexAsync(how, files).GetAwaiter().GetResult();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(begun).TotalMilliseconds:f1} {summary.Files(ReadOutcome.Text)}"));
        }
        foreach (var call in Shadow.CallsAhead) Console.WriteLine($"# {call}");
        return 0;
    }

    private static Task<IndexSummary> IndexAsync(string how, IReadOnlyList<SourceFile> files)
    {
        var (reader, index) = (new FileReader(), new InvertedIndex());
        var store = new DocumentStore(reader);
        return how == ByHand ? new QueuedPipeline(reader, index, store).RunAsync(files) : new IndexPipeline(reader, index, store).RunAsync(files, new Silent());
    }

    private sealed class Silent : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }
}
