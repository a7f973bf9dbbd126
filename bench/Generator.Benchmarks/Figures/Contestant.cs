using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Benchmarks.Rivals;

namespace ShadowGen.Generator.Benchmarks.Figures;

/// <summary>A generator under measurement, and whether all of the project is shadowed for it.</summary>
internal sealed record Contestant(string Name, Func<IIncrementalGenerator> Create, bool Everything = false)
{
    public static Contestant ShadowGen { get; } = new("ShadowGen", static () => new ShadowGenerator());

    public static Contestant ShadowGenEverything { get; } = new("ShadowGen, everything", static () => new ShadowGenerator(), Everything: true);

    public static IReadOnlyList<Contestant> Rivals { get; } =
    [
        new("bind every invocation", static () => new BindEveryInvocation()),
        new("nodes, then names", static () => new NodesThenNames()),
        new("name set per tree", static () => new NameSetPerTree()),
        new("floor: attribute only", static () => new AttributeFloor()),
    ];
}
