using ShadowGen.Shared.Model;

namespace ShadowGen.Shared.Glance;

/// <summary>
/// What a build asks of a model: which methods it knows, how often each was called by whom, what a call took, and what grows. The sums are those of <see cref="ModelFold.Total"/>, means of costs but for rounding.
/// It is read without what a build does not ask for (quantiles, windows, arrivals, squares), and laws when they are asked for: a compiler that has just started compiles all code that reads it. Thread-safe.
/// </summary>
internal sealed class ModelGlance
{
    private readonly ModelGlanceReader _read;
    private readonly Dictionary<ulong, ModelGrowth?> _growth = [];

    internal ModelGlance(ModelGlanceReader read) => _read = read;

    /// <summary>Costs whose means are known.</summary>
    internal enum Cost
    {
        /// <summary>CPU time without callees.</summary>
        OwnCpu,

        /// <summary>Elapsed time, callees included.</summary>
        Elapsed,
    }

    /// <summary>Runs that it holds.</summary>
    public int Runs => _read.Runs;

    /// <summary>When the last of them was saved, in seconds since 1970; 0 without any.</summary>
    public long Last => _read.Last;

    /// <summary>Calls that were counted in all runs.</summary>
    public long Calls => _read.Calls;

    public IReadOnlyList<ModelMethod> Methods => _read.Methods;

    /// <summary>Whether any method may have laws.</summary>
    public bool HasLaws => _read.HasLaws;

    /// <exception cref="ModelFormatException">It is no model file, or a damaged one.</exception>
    public static ModelGlance Read(string text) => ModelGlanceReader.Read(text);

    /// <summary>Null when the model does not know it.</summary>
    public ModelMethod? Find(ulong id) => _read.IndexOf(id) is > 0 and var index ? _read.Methods[index - 1] : null;

    /// <summary>Whether any run counted a call of it.</summary>
    public bool IsReached(ulong id) => _read.IndexOf(id) is > 0 and var index && _read.IsReached[index];

    /// <summary>Calls of a method by whomever, older ones weighing less.</summary>
    public long CallsOf(ulong id) => _read.IndexOf(id) is > 0 and var index ? _read.CallsOf[index] : 0;

    /// <summary>Calls of a method by another, older ones weighing less.</summary>
    /// <param name="caller">0 for callers that no call site is seen of.</param>
    /// <param name="callee">What is called.</param>
    public long CallsOf(ulong caller, ulong callee) =>
        _read.IndexOf(callee) is > 0 and var to && (caller == 0 ? 0 : _read.IndexOf(caller)) is >= 0 and var from ? _read.EdgeCalls(from, to) : 0;

    /// <summary>Nanoseconds of a call; null when none was measured.</summary>
    public double? MeanOf(ulong id, Cost cost) => _read.IndexOf(id) is > 0 and var index ? _read.MeanOf(index, cost) : null;

    /// <inheritdoc cref="ModelGrowth.Superlinear"/>
    public ModelGrowth? Superlinear(ModelMethod method)
    {
        lock (_growth)
        {
            if (!_growth.TryGetValue(method.Id, out var growth)) _growth.Add(method.Id, growth = GlanceLaws.Superlinear(_read, method));
            return growth;
        }
    }
}
