using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace ShadowGen.Generator.Effects;

/// <summary>The origins of what each variable holds at one point of a body.</summary>
internal sealed class FlowState
{
    private readonly Dictionary<object, ulong> _origins;

    public FlowState()
        : this([])
    {
    }

    private FlowState(Dictionary<object, ulong> origins) => _origins = origins;

    public ulong Of(ISymbol variable, ulong otherwise) => _origins.TryGetValue(variable, out var origins) ? origins : otherwise;

    public ulong Of(CaptureId capture) => _origins.TryGetValue(capture, out var origins) ? origins : 0;

    public void Set(ISymbol variable, ulong origins) => _origins[variable] = origins;

    public void Set(CaptureId capture, ulong origins) => _origins[capture] = origins;

    public FlowState Copy() => new(new Dictionary<object, ulong>(_origins));

    /// <summary>What either path may have brought; whether that is more than it was.</summary>
    public bool Join(FlowState other)
    {
        var grew = false;
        foreach (var pair in other._origins)
        {
            var isKnown = _origins.TryGetValue(pair.Key, out var before);
            if (isKnown && (before | pair.Value) == before)
                continue;
            _origins[pair.Key] = before | pair.Value;
            grew = true;
        }

        return grew;
    }
}
