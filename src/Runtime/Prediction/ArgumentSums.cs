using System.Runtime.Intrinsics;
using ShadowGen.Graph;
using ShadowGen.Shared.Model;

namespace ShadowGen.Prediction;

/// <summary>What calls have cost by their arguments, sizes in steps of a quarter of a power of two: what a law can be learned from again by a later run. Engine thread only.</summary>
internal sealed class ArgumentSums
{
    /// <summary>Kinds of calls that are kept apart, over all functions; some 300 bytes each.</summary>
    private const int MostKinds = 8192;

    private readonly Dictionary<Kind, ModelLaw> _sums = [];
    private readonly Dictionary<int, int> _kindsOf = [];

    public long MemoryBytes => _sums.Count * 300L;

    /// <summary>Calls whose kind found no room.</summary>
    public long LeftOut { get; private set; }

    /// <param name="function">Index of the callee.</param>
    /// <param name="features">Of the callee.</param>
    /// <param name="arguments">As many.</param>
    /// <param name="costs">Nanoseconds or bytes, in lanes by resource.</param>
    /// <param name="isMeasured">Bits set where the cost was measured.</param>
    public void Add(int function, ArgumentFeature[] features, ReadOnlySpan<long> arguments, Vector128<float> costs, Vector128<float> isMeasured)
    {
        var kind = new Kind(function, Step(features, arguments, 0), Step(features, arguments, 1), Step(features, arguments, 2), Step(features, arguments, 3));
        if (!_sums.TryGetValue(kind, out var law))
        {
            var kinds = _kindsOf.GetValueOrDefault(function);
            if (kinds >= ModelArguments.MaxKinds || _sums.Count >= MostKinds)
            {
                LeftOut++;
                return;
            }
            _kindsOf[function] = kinds + 1;
            _sums.Add(kind, law = new(0, new ModelLawLane[NodeProfiles.Kinds]));
        }
        for (var lane = 0; lane < law.Lanes.Length; lane++) if (isMeasured.AsInt32().GetElement(lane) != 0) law.Lanes[lane] = law.Lanes[lane].With(costs.GetElement(lane));
        _sums[kind] = law with { Calls = law.Calls + 1 };
    }

    /// <summary>The sums as a model has them.</summary>
    /// <param name="functions">By index.</param>
    /// <param name="laws">Receives them.</param>
    public void Capture(IReadOnlyList<FunctionInfo> functions, Dictionary<(ulong Method, string Arguments), ModelLaw> laws)
    {
        foreach (var (kind, law) in _sums)
        {
            var steps = new long[] { kind.First, kind.Second, kind.Third, kind.Fourth };
            var features = functions[kind.Function].Features.Length;
            if (features is 0 || features > steps.Length) continue;
            laws[(functions[kind.Function].Id.Value, ModelArguments.Write(steps[..features]))] = new(law.Calls, [.. law.Lanes]);
        }
    }

    private static long Step(ArgumentFeature[] features, ReadOnlySpan<long> arguments, int feature) =>
        feature >= features.Length ? 0 : features[feature].Kind == ArgumentKind.Code ? arguments[feature] : ModelArguments.StepOf(arguments[feature]);

    private readonly record struct Kind(int Function, long First, long Second, long Third, long Fourth);
}
