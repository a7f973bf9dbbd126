using ShadowGen.QuickStart.Forecasts;
using ShadowGen.QuickStart.Querying;
using Spectre.Console;

namespace ShadowGen.QuickStart.Report;

/// <summary>What was predicted beside what was then measured.</summary>
internal static class ForecastSection
{
    public static void WriteCosts(IAnsiConsole console, ForecastCheck check)
    {
        var table = Tables.Create(console, "What a search uses", "Predicted", "Measured", "Bias", "Mean error", "Searches");
        AddCost(table, "elapsed, PredictCall", ResourceKind.ElapsedTime, check.Default.Elapsed);
        AddCost(table, "elapsed, Shadows.SearchEngine.Search", ResourceKind.ElapsedTime, check.Shadowed.Elapsed);
        AddCost(table, "elapsed, WeightedAverage", ResourceKind.ElapsedTime, check.Average.Elapsed);
        AddCost(table, "bytes, PredictCall", ResourceKind.AllocatedBytes, check.Default.Bytes);
        AddCost(table, "bytes, Shadows.SearchEngine.Search", ResourceKind.AllocatedBytes, check.Shadowed.Bytes);
        AddCost(table, "bytes, WeightedAverage", ResourceKind.AllocatedBytes, check.Average.Bytes);
        console.Write(table);
        console.MarkupLine("[grey]Means over searches; bias compares them. Mean error: sum of |predicted - measured| over sum of measured. PredictCall knows the function; Shadows knows how long the query is, too.[/]");
    }

    public static void WriteNextCalls(IAnsiConsole console, ForecastCheck check)
    {
        var table = Tables.Create(console, "Next call foretold", "Table", "Top 3", "Full mix", "Top 3", "By hand", "Top 3", "Questions");
        AddNext(table, "search begins", check.NextAfter(SearchStep.Started));
        AddNext(table, "query is parsed", check.NextAfter(SearchStep.Parsed));
        AddNext(table, "documents are matched", check.NextAfter(SearchStep.Matched));
        console.Write(table);
        console.MarkupLine("[grey]Top 1 and top 3 of Shadow.PredictNext (table) and Shadow.PredictNextFully (full mix), asked inside of each search. By hand: what came most often at that very place in the first half, from a counter written into the code there.[/]");
    }

    public static void WriteQuality(IAnsiConsole console, in PredictionQuality quality) => console.WriteLine(quality.Outcomes == 0
        ? "The engine has checked no step yet."
        : $"The engine itself foretold {Units.Count(quality.Outcomes)} steps (a call, or a return) before it learned them: {Units.Percent(quality.Top1)} were the likeliest, at {quality.Bits:0.000} bits a step, probabilities off by {Units.Percent(quality.CalibrationError)}.");

    private static void AddCost(Table table, string title, ResourceKind kind, CostScore score)
    {
        if (score.Count == 0)
        {
            table.AddRow(title, Units.NotMeasured, Units.NotMeasured, Units.NotMeasured, Units.NotMeasured, "0");
            return;
        }
        table.AddRow(title, Units.Of(kind, score.MeanPredicted), Units.Of(kind, score.MeanMeasured), Units.Percent(score.Bias), Units.Percent(score.Error), Units.Count(score.Count));
    }

    private static void AddNext(Table table, string title, NextCallCheck check) => table.AddRow(
        title,
        Share(check.Learned.Top1, check.Learned.Count),
        Share(check.Learned.Top3, check.Learned.Count),
        Share(check.Full.Top1, check.Full.Count),
        Share(check.Full.Top3, check.Full.Count),
        Share(check.Baseline.Top1, check.Baseline.Count),
        Share(check.Baseline.Top3, check.Baseline.Count),
        Units.Count(check.Learned.Count));

    private static string Share(int part, int whole) => whole == 0 ? Units.NotMeasured : Units.Percent((double)part / whole);
}
