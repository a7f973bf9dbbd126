namespace ShadowGen.Sequences;

/// <summary>One of the things that can come next.</summary>
/// <param name="Outcome">As <see cref="Sequences.Outcome"/> numbers it.</param>
/// <param name="Caller">The operation that is most likely to make it; <see cref="PathFrame.None"/> for a root.</param>
/// <param name="Probability">0 to 1.</param>
internal readonly record struct OutcomeProbability(int Outcome, int Caller, double Probability);

/// <summary>What can come next, into a span of the caller's: each outcome once. What did not fit, or is known to no context, is in <see cref="Others"/>.</summary>
internal ref struct Forecast(Span<OutcomeProbability> outcomes)
{
    private readonly Span<OutcomeProbability> _outcomes = outcomes;
    private int _count;

    /// <summary>Probability of all outcomes that are not listed.</summary>
    public double Others { get; private set; }

    public readonly ReadOnlySpan<OutcomeProbability> Outcomes => _outcomes[.._count];

    public void Add(int outcome, int caller, double probability)
    {
        for (var i = 0; i < _count; i++)
        {
            var known = _outcomes[i];
            if (known.Outcome != outcome) continue;
            // Of two callers the one that adds more is named; with three and more, one that adds more than all before it.
            _outcomes[i] = new(outcome, probability > known.Probability ? caller : known.Caller, known.Probability + probability);
            return;
        }
        if (_count == _outcomes.Length) Others += probability;
        else _outcomes[_count++] = new(outcome, caller, probability);
    }

    public void AddOthers(double probability) => Others += probability;

    /// <summary>Something of this probability, which was not added, is known not to happen: the rest is all there is.</summary>
    public void Exclude(double probability)
    {
        var scale = 1 / Math.Max(1 - probability, double.Epsilon);
        if (!double.IsFinite(scale)) return;
        Others *= scale;
        for (var i = 0; i < _count; i++) _outcomes[i] = _outcomes[i] with { Probability = _outcomes[i].Probability * scale };
    }

    public readonly void Sort()
    {
        for (var i = 1; i < _count; i++)
        {
            for (var j = i; j > 0 && _outcomes[j].Probability > _outcomes[j - 1].Probability; j--) (_outcomes[j], _outcomes[j - 1]) = (_outcomes[j - 1], _outcomes[j]);
        }
    }
}
