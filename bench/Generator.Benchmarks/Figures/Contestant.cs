using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Benchmarks.Rivals;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>A generator under measurement, and whether all of the project is shadowed for it.</summary>
/// <param name="Key">Its name in figures.</param>
/// <param name="Name">Its name for people.</param>
internal sealed record Contestant(string Key, string Name, Func<IIncrementalGenerator> Create, bool Everything = false)
{
    public static Contestant ShadowGen { get; } = new("generator", "ShadowGen", static () => new ShadowGenerator());

    public static Contestant ShadowGenEverything { get; } = new("everything", "ShadowGen, everything", static () => new ShadowGenerator(), Everything: true);

    public static IReadOnlyList<Contestant> Rivals { get; } =
    [
        new("bind-all", "bind every invocation", static () => new BindEveryInvocation()),
        new("nodes", "nodes, then names", static () => new NodesThenNames()),
        new("trees", "name set per tree", static () => new NameSetPerTree()),
        new("attribute", "floor: attribute only", static () => new AttributeFloor()),
    ];
}
