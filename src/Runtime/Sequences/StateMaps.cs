namespace ShadowGen.Sequences;

/// <summary>
/// What the counts of an outcome in a context have meant so far: for each context and each state (its count, the others' counts, how recent it is) the learned
/// probability that it comes next. The indirect modelling of the PAQ compressors (Mahoney, "Adaptive Weighing of Context Models for Lossless Data Compression",
/// 2005). Not thread-safe.
/// </summary>
internal sealed class StateMaps
{
    /// <summary>No state: the context says nothing.</summary>
    public const int Nothing = -1;

    private const int Levels = 12;
    private const int Ages = 3;
    private const int Ranks = 2;
    private const int StatesOfContext = Levels * Levels * Ages * Ranks;
    private const int Contexts = SequenceContexts.Count;
    private const int MatchStates = MatchModel.MaxLength + 1;
    private const int FirstMatch = Contexts * StatesOfContext;
    private const int SlowestRate = 255;
    private const int SlowestMatchRate = 1023;
    private const float Least = 1e-5f;

    /// <summary>The least count of each level.</summary>
    private static readonly int[] LevelFrom = [0, 1, 2, 3, 4, 6, 9, 15, 29, 57, 113, 201];

    private static readonly byte[] LevelOf = [.. Enumerable.Range(0, 202).Select(n => (byte)Array.FindLastIndex(LevelFrom, from => from <= n))];

    private readonly float[] _probabilities = new float[FirstMatch + (MatchModels.Count * MatchStates * 2 * 2)];
    private readonly ushort[] _seen = new ushort[FirstMatch + (MatchModels.Count * MatchStates * 2 * 2)];

    public StateMaps()
    {
        for (var i = 0; i < FirstMatch; i++) _probabilities[i] = Prior(i % StatesOfContext);
        for (var i = FirstMatch; i < _probabilities.Length; i++) _probabilities[i] = 1 - (0.5f / (1 + ((i - FirstMatch) / 4 % MatchStates)));
    }

    public long Bytes => (long)_probabilities.Length * (sizeof(float) + sizeof(ushort));

    public float this[int state] => _probabilities[state];

    /// <param name="context">0 to <see cref="SequenceContexts.Count"/> − 1.</param>
    /// <param name="count">How often the outcome came in that context.</param>
    /// <param name="others">How often the others came that were not ruled out.</param>
    /// <param name="age"><see cref="Candidates.Latest"/>, <see cref="Candidates.Earlier"/> or <see cref="Candidates.Never"/>.</param>
    /// <param name="isFirst">No other outcome was ruled out before.</param>
    public static int StateOf(int context, int count, int others, int age, bool isFirst) =>
        (context * StatesOfContext) + (((((Level(count) * Levels) + Level(others)) * Ages) + age) * Ranks) + (isFirst ? 0 : 1);

    public static int StateOf(int match, MatchModel model, int outcome) =>
        FirstMatch + (((((match * MatchStates) + model.Length) * 2) + Math.Min(model.Repairs, 1)) * 2) + (outcome == Outcome.Returns ? 1 : 0);

    public void Learn(int state, float target)
    {
        ref var p = ref _probabilities[state];
        ref var seen = ref _seen[state];
        p = Math.Clamp(p + ((target - p) / (seen + 1.5f)), Least, 1 - Least);
        if (seen < (state < FirstMatch ? SlowestRate : SlowestMatchRate)) seen++;
    }

    // Below 0: a reader has seen a row's sum and its counts at different moments.
    private static int Level(int count) => LevelOf[Math.Clamp(count, 0, LevelOf.Length - 1)];

    private static float Prior(int state)
    {
        var levels = state / (Ages * Ranks);
        var count = LevelFrom[levels / Levels];
        var others = LevelFrom[levels % Levels];
        return Math.Clamp((count + 0.02f) / (count + others + 0.2f), 0.0005f, 0.9995f);
    }
}
