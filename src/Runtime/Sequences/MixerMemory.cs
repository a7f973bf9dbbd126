namespace ShadowGen.Sequences;

/// <summary>What is learned for decisions: meanings of states, weights, corrections. One writer; a reader on another thread sees each number as it was at some moment.</summary>
internal sealed class MixerMemory
{
    public const int Sets = 4;

    /// <summary>Ranks of candidates that have weights of their own; later ones share the last.</summary>
    public const int Ranks = 4;

    public const int MatchLevels = MatchModels.Levels;

    public const int OrderLevels = SequenceContexts.Orders + 1;

    public const int Callers = 256;

    public const int Siblings = 128;

    public const int Pairs = 1024;

    public MixerMemory() => Array.Fill(Final, 1f / Sets);

    public StateMaps States { get; } = new();

    /// <summary>Weights by the match, by the longest context that is known, by the caller, by its last callee.</summary>
    public Mixer[] Mixers { get; } = [new(MatchLevels * Ranks), new(OrderLevels * Ranks), new(Callers * Ranks), new(Siblings * Ranks)];

    /// <summary>Weights of those four answers.</summary>
    public float[] Final { get; } = new float[Ranks * MatchLevels * Sets];

    public Refinement ByPair { get; } = new(Pairs);

    public Refinement ByLengths { get; } = new(MatchLevels * Ranks * OrderLevels);

    public long Bytes => States.Bytes + Mixers.Sum(m => m.Bytes) + ByPair.Bytes + ByLengths.Bytes + (Final.Length * 4L);
}
