using Microsoft.CodeAnalysis;

namespace ShadowGen.Generator.Effects;

/// <summary>What a caller must know of a method: by origin the first thing that is changed, and where its result comes from.</summary>
internal sealed class EffectSummary
{
    public static readonly EffectSummary None = new();

    private readonly SortedDictionary<ulong, Effect> _effects = [];

    public IReadOnlyCollection<KeyValuePair<ulong, Effect>> Effects => _effects;

    /// <summary>Origins of the result that are not its own.</summary>
    public ulong Result { get; set; }

    public Effect? First => _effects.Count == 0 ? null : _effects.Values.OrderBy(static effect => effect.Where.SpanStart).First();

    public void Add(ulong origin, Effect effect)
    {
        if (!_effects.TryGetValue(origin, out var known) || effect.Where.SpanStart < known.Where.SpanStart)
            _effects[origin] = effect;
    }

    public bool HasSameFactsAs(EffectSummary other) => Result == other.Result && _effects.Keys.SequenceEqual(other._effects.Keys);
}

/// <summary>One visible effect.</summary>
/// <param name="What">A verb and its object: <c>writes 'Orders._last'</c>.</param>
/// <param name="Where">What does it, in the body that is looked at.</param>
internal sealed record Effect(string What, SyntaxNode Where);
