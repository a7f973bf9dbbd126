using ShadowGen.Capacity;

namespace ShadowGen.Admission;

/// <summary>The processors, and each dependency that work has named. Bounded: dependencies beyond it share a place with those that have no name. Not thread-safe.</summary>
/// <param name="goal">How long a permit of the processors may be held, in nanoseconds.</param>
/// <param name="dependencyGoal">How long one of a dependency may be.</param>
/// <param name="processors">How many there are.</param>
/// <param name="permitCost">Nanoseconds that a permit stands for.</param>
internal sealed class StageTable(double goal, double dependencyGoal, int processors, double permitCost)
{
    public const int MostDependencies = 64;

    private readonly Dictionary<string, Stage> _named = [];
    private Stage? _unnamed;

    /// <summary>Their number is known, so that there is a capacity to begin with.</summary>
    public Stage Processors { get; } = new(StageTuning.Processors(processors), "", goal, processors * goal / permitCost);

    /// <summary>Of those that were named, and of what has no name where there is any.</summary>
    public IEnumerable<Stage> Dependencies => _unnamed is null ? _named.Values : _named.Values.Append(_unnamed);

    public Stage Dependency(string? name)
    {
        if (name is not null && _named.TryGetValue(name, out var known)) return known;
        if (name is null || _named.Count >= MostDependencies) return _unnamed ??= New("");
        return _named[name] = New(name);
    }

    public void Adjust()
    {
        Processors.Adjust();
        foreach (var dependency in _named.Values) dependency.Adjust();
        _unnamed?.Adjust();
    }

    // Nothing is known of how much it can do before it has done something.
    private Stage New(string name) => new(StageTuning.Dependency, name, dependencyGoal, int.MaxValue);
}
