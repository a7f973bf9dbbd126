namespace ShadowGen.Prediction.Benchmarks.Matching.Refactorings;

/// <summary>What is done to each program, and to how much of it.</summary>
internal static class Scripts
{
    private const double All = 1;

    private static readonly Refactoring[] Single =
    [
        new RenameMethods(), new RenameFamilies(), new RenameTypes(), new MoveToNamespace(), new MoveToType(), new AddParameter(), new RemoveParameter(), new ReorderParameters(),
        new ExtractMethod(), new InlineMethod(), new ReorderStatements(), new ReorderMembers(),
    ];

    public static IReadOnlyList<(Refactoring Refactoring, double Share)> Steps { get; } =
    [
        .. Single.Select(static part => (part, 0.3)),
        (new Mix("rename all methods", (new RenameMethods(), All)), All),
        (new Mix("rename, extract", (new ExtractMethod(), All), (new RenameMethods(), All)), 0.4),
        (new Mix("rename, inline", (new InlineMethod(), All), (new RenameMethods(), All)), 0.4),
        (new Mix("rename, reorder", (new ReorderStatements(), All), (new ReorderMembers(), All), (new RenameMethods(), All)), 0.5),
        (new Mix("move, add parameter, reorder", (new MoveToNamespace(), All), (new AddParameter(), All), (new ReorderStatements(), All)), 0.5),
        (new Mix("a release", [.. Single.Select(static part => (part, All))]), 0.1),
        (new Mix("a rewrite", [.. Single.Select(static part => (part, All))]), 0.4),
    ];
}
