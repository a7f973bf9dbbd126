using System.Runtime.CompilerServices;

namespace ShadowGen.Sequences;

/// <summary>
/// Learns which call comes next for a caller, or that it returns, from calls and returns in their order: counts in contexts of the past, and the longest earlier
/// occurrence of it, mixed in the logistic domain (the PAQ family of compressors: Mahoney, 2005). Memory is fixed but for <see cref="Grow"/>, and nothing is allocated else.
/// One thread at a time.
/// </summary>
internal sealed class SequenceModel : SequenceCursor
{
    /// <summary>All counts of outcomes are halved when one gets here.</summary>
    private const int MostCounted = 1 << 30;

    /// <param name="operations">Operations are 0 to this − 1; at most <see cref="Outcome.MaxOperations"/>.</param>
    /// <param name="options">What it may hold; by default 3.8 MB.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="operations"/> is below 1 or above that.</exception>
    public SequenceModel(int operations, SequenceOptions? options = null)
        : base(new(Checked(operations), options ?? new()), new())
    {
    }

    public int Operations => Memory.Operations;

    /// <summary>When not, the history goes on, and matches with it, which is cheap; counts and weights do not learn.</summary>
    public bool IsLearning { get; set; } = true;

    /// <summary>Whether calls that are not learned are counted all the same, in some contexts: a tenth of the work, and what comes seldom is known sooner.</summary>
    public bool CountsAlways { get; init; }

    /// <summary>How well what was learned had been foretold.</summary>
    public SequenceQuality Quality { get; } = new();

    /// <summary>Bytes held, constant but for <see cref="Grow"/>.</summary>
    public long MemoryBytes => OwnBytes + Memory.Bytes;

    /// <summary>Makes room for more operations; allocates.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="operations"/> is above <see cref="Outcome.MaxOperations"/>.</exception>
    public void Grow(int operations) => Memory.Grow(Checked(operations));

    /// <summary>A new flow begins: what comes next is a root. The one before it has ended, which is learned when nothing was left on its path.</summary>
    public void Begin()
    {
        if (Path is { Depth: 0, Pops: > 0 }) Take(Outcome.Returns);
        Path.Begin();
        Memory.History.Append(RecordedCall.Nothing);
        Matches.Begin();
    }

    /// <summary>Goes on with another flow, where its path stands.</summary>
    public void Resume(CallPath path)
    {
        Path = path;
        Memory.History.Append(RecordedCall.Nothing);
        FindMatches();
    }

    /// <summary>The top of the path calls an operation.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="operation"/> is not among <see cref="Operations"/>.</exception>
    public void Enter(int operation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)operation, (uint)Operations, nameof(operation));
        Take(Outcome.Of(operation));
        CountOutcome(Outcome.Of(operation));
        Path.Enter(operation);
        Memory.History.Append(Path.Recent(1));
        Matches.Follow(Path, records: true);
    }

    /// <summary>The top of the path returns.</summary>
    public void Exit()
    {
        if (Path.Depth == 0) return;
        Take(Outcome.Returns);
        CountOutcome(Outcome.Returns);
        Path.Exit();
    }

    private void CountOutcome(ushort outcome)
    {
        var outcomes = Memory.Outcomes;
        if (++outcomes[outcome] < MostCounted) return;
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] >>= 1;
    }

    private void Take(ushort came)
    {
        if (IsLearning) Learn(came);
        else if (CountsAlways) Count(came);
    }

    // What runs for every call that is followed is compiled for good at once: the engine runs for milliseconds a second, and would run it unoptimised for long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(ushort came)
    {
        if (Path.Depth > 0 && !Path.Top.HasCalled)
        {
            var isLeaf = Memory.Leaves.IsLeaf(Path);
            Memory.Leaves.Learn(Path.Top.Operation, came == Outcome.Returns);
            if (isLeaf && came == Outcome.Returns) return;
        }
        SequenceContexts.HashCounted(Path, Hashes);
        for (var context = 0; context < SequenceContexts.Wide; context++) Memory.Wide.Count(Memory.Wide.Find(Hashes[context]), Hashes[context], came);
        for (var context = SequenceContexts.FirstOrder; context < SequenceContexts.FirstOrder + SequenceContexts.CountedOrders; context++)
            Memory.Short.Count(Memory.Short.Find(Hashes[context]), Hashes[context], came);
    }

    private void Learn(ushort came)
    {
        var leaves = Memory.Leaves;
        var rest = 1.0;
        if (Path.Depth > 0 && !Path.Top.HasCalled)
        {
            var operation = Path.Top.Operation;
            var isLeaf = leaves.IsLeaf(Path);
            if (isLeaf) rest -= leaves.Returns(operation);
            leaves.Learn(operation, came == Outcome.Returns);
            if (isLeaf && came == Outcome.Returns)
            {
                Quality.Add(1 - rest, 0, rest);
                return;
            }
        }
        Prepare();
        var decided = 0;
        var (likeliest, mass, found) = (1 - rest, 0.0, false);
        while (decided < Candidates.Count && !found)
        {
            mass = rest * Mixer.Decide(decided, Candidates, Matches);
            rest -= mass;
            found = Candidates.OutcomeAt(decided++) == came;
            if (!found) likeliest = Math.Max(likeliest, mass);
        }
        Quality.Add(found ? mass : rest * UnseenShare(), likeliest, rest);
        Mixer.Learn(decided, came);
        for (var context = 0; context < SequenceContexts.Count; context++)
        {
            Memory.TableOf(context).Count(Rows[context], Hashes[context], came);
        }
    }

    // Of what is left to outcomes that no context knows, the part of one: which of them is likelier is not looked up.
    private double UnseenShare() => 1.0 / Math.Max(1, Operations + 1 - Candidates.Count);

    private static int Checked(int operations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(operations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operations, Outcome.MaxOperations);
        return operations;
    }
}
