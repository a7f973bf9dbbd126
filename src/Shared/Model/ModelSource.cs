namespace ShadowGen.Shared.Model;

/// <summary>
/// What one process run has learned, up to a generation: a later one of the same run holds all that an earlier one does. Or a fold: several runs added up for good, which says which.
/// </summary>
internal sealed class ModelSource
{
    /// <summary>A random number for a run; for a fold, made of its members.</summary>
    public ulong Id { get; set; }

    /// <summary>Counts up with each save of a run; 0 for a fold.</summary>
    public long Generation { get; set; }

    /// <summary>When the run began, and when it was saved last, in seconds since 1970.</summary>
    public long First { get; set; }

    /// <inheritdoc cref="First"/>
    public long Last { get; set; }

    /// <summary>The program that ran; of a fold, the latest.</summary>
    public string App { get; set; } = "";

    /// <summary>Of a fold, the runs in it, ascending; else empty.</summary>
    public (ulong Id, long Generation)[] Members { get; set; } = [];

    public bool IsFold => Members.Length > 0;

    public Dictionary<(ulong Caller, ulong Callee), long> Edges { get; } = [];

    /// <summary>By method and index of <see cref="ModelCost.Keys"/>.</summary>
    public Dictionary<(ulong Method, int Key), ModelCost> Costs { get; } = [];

    /// <summary>By method and argument features, as <see cref="ModelArguments"/> writes them.</summary>
    public Dictionary<(ulong Method, string Arguments), ModelLaw> Laws { get; } = [];

    public Dictionary<ulong, ModelArrivals> Arrivals { get; } = [];

    public List<ModelWindow> Windows { get; } = [];

    public IEnumerable<ulong> Runs => IsFold ? Members.Select(member => member.Id) : [Id];
}
