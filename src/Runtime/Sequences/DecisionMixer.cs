using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Sequences;

/// <summary>
/// Decides candidate by candidate, the likeliest first, whether it comes next, given that those before it do not: what contexts and matches say is mixed by four
/// sets of weights, their answers by a fifth, and the result refined. Not thread-safe.
/// </summary>
internal sealed class DecisionMixer(MixerMemory memory)
{
    private const int Contexts = SequenceContexts.Count;
    private const int Matches = MatchModels.Count;
    private const int Direct = Contexts + Matches;
    private const int Bias = Direct + SequenceContexts.Wide;
    private const float BiasInput = 0.3f;

    /// <summary>Where a context says nothing: its log-odds are 0.</summary>
    private const float Unsaid = 0.5f;

    private const int Sets = MixerMemory.Sets;
    private const int Ranks = MixerMemory.Ranks;
    private const int MatchLevels = MixerMemory.MatchLevels;
    private const int OrderLevels = MixerMemory.OrderLevels;
    private const float FinalRate = 0.002f;
    private const float RefinedShare = 0.5f;

    /// <summary>Weights learn nothing from what was foretold but for this: it would move them by nothing, and most decisions are such.</summary>
    private const float Expected = 0.0001f;

    /// <summary>Nothing is surer than this; after a surprise, far less is.</summary>
    private const float Least = 1e-5f, LeastAfterSurprise = 0.01f;

    private readonly StateMaps _states = memory.States;
    private readonly Mixer[] _mixers = memory.Mixers;
    private readonly float[] _final = memory.Final;
    private readonly Refinement _byPair = memory.ByPair;
    private readonly Refinement _byLengths = memory.ByLengths;
    private readonly Decision[] _decisions = new Decision[Candidates.Max];
    private readonly float[] _inputs = new float[Candidates.Max * Mixer.Width];
    private readonly int[] _stateOf = new int[Candidates.Max * Direct];
    private readonly int[] _chosen = new int[Sets];
    private int _matchLevel;
    private int _orderLevel;
    private int _caller;

    /// <summary>Bytes of this one's own, beside the memory.</summary>
    public long Bytes => (_inputs.Length + _stateOf.Length) * 4L;

    /// <summary>Chooses the sets of weights for the decisions that follow.</summary>
    public void Choose(CallPath path, Candidates candidates, MatchModels matches)
    {
        _matchLevel = matches.Level();
        _orderLevel = 32 - BitOperations.LeadingZeroCount(candidates.Known >> SequenceContexts.FirstOrder);
        _caller = path.Top.Operation;
        _chosen[0] = _matchLevel;
        _chosen[1] = _orderLevel;
        _chosen[2] = (_caller + 1) & (MixerMemory.Callers - 1);
        _chosen[3] = (path.Top.Last + 1) & (MixerMemory.Siblings - 1);
    }

    /// <summary>The probability that the candidate of this rank comes next if none before it does. Ranks are asked in their order.</summary>
    public float Decide(int rank, Candidates candidates, MatchModels matches)
    {
        candidates.Rank(rank);
        var outcome = candidates.OutcomeAt(rank);
        var inputs = _inputs.AsSpan(rank * Mixer.Width, Mixer.Width);
        var states = _stateOf.AsSpan(rank * Direct, Direct);
        Gather(rank, candidates, matches, inputs, states);
        Stretch(inputs);
        inputs[Bias] = BiasInput;

        ref var decision = ref _decisions[rank];
        var level = Math.Min(rank, Ranks - 1);
        decision.Outcome = outcome;
        decision.Level = level;
        decision.Weights = ((level * MatchLevels) + _matchLevel) * Sets;
        var sum = 0f;
        for (var i = 0; i < Sets; i++)
        {
            var one = _mixers[i].Mix((_chosen[i] * Ranks) + level, inputs);
            decision.Odds[i] = one;
            sum += _final[decision.Weights + i] * one;
        }
        sum = Math.Clamp(sum, -Mixer.MaxLogOdds, Mixer.MaxLogOdds);
        decision.Mixed = Squash(sum);
        var pair = (int)(Hashing.Mix(Hashing.Mix(outcome, _caller), Math.Min(rank, 1)) & (MixerMemory.Pairs - 1));
        (decision.PairPoint, decision.Share) = Refinement.Locate(pair, sum);
        (decision.LengthsPoint, _) = Refinement.Locate((((_matchLevel * Ranks) + level) * OrderLevels) + _orderLevel, sum);
        var refined = (_byPair.Read(decision.PairPoint, decision.Share) + _byLengths.Read(decision.LengthsPoint, decision.Share)) / 2;
        var least = rank == 0 ? Least : LeastAfterSurprise;
        return Math.Clamp(((1 - RefinedShare) * decision.Mixed) + (RefinedShare * refined), least, 1 - least);
    }

    /// <summary>Learns from what came, in all decisions up to where it was found.</summary>
    /// <param name="decided">Ranks that were asked.</param>
    /// <param name="came">The outcome; if it was asked, it was the last.</param>
    public void Learn(int decided, ushort came)
    {
        for (var rank = 0; rank < decided; rank++)
        {
            ref var decision = ref _decisions[rank];
            var target = decision.Outcome == came ? 1f : 0f;
            var inputs = _inputs.AsSpan(rank * Mixer.Width, Mixer.Width);
            if (Math.Abs(target - decision.Mixed) > Expected)
            {
                var error = FinalRate * (target - decision.Mixed);
                var squashed = Squash(decision.Odds);
                for (var i = 0; i < Sets; i++)
                {
                    _mixers[i].Learn((_chosen[i] * Ranks) + decision.Level, inputs, target - squashed[i]);
                    _final[decision.Weights + i] += error * decision.Odds[i];
                }
            }
            foreach (var state in _stateOf.AsSpan(rank * Direct, Direct))
            {
                if (state != StateMaps.Nothing) _states.Learn(state, target);
            }
            _byPair.Learn(decision.PairPoint, decision.Share, target);
            _byLengths.Learn(decision.LengthsPoint, decision.Share, target);
        }
    }

    // The probability that each context and match gives; beside the wide contexts', the odds of plain counts.
    private void Gather(int rank, Candidates candidates, MatchModels matches, Span<float> inputs, Span<int> states)
    {
        var counted = candidates.At(rank);
        var left = candidates.Remaining;
        for (var context = 0; context < Contexts; context++)
        {
            // Where a context is not known, nothing is counted and nothing remains.
            var count = Candidates.CountOf(counted[context]);
            var remaining = left[context];
            var others = remaining - count;
            left[context] = others;
            var state = StateMaps.StateOf(context, count, others, Candidates.AgeOf(counted[context]), rank == 0);
            var p = _states[state];
            states[context] = remaining > 0 ? state : StateMaps.Nothing;
            inputs[context] = remaining > 0 ? p : Unsaid;
            if (context < SequenceContexts.Wide) inputs[Direct + context] = (count + 0.3f) / (others + 0.3f);
        }
        var outcome = candidates.OutcomeAt(rank);
        for (var i = 0; i < Matches; i++)
        {
            var state = matches.Expected[i] == outcome ? StateMaps.StateOf(i, matches[i], outcome) : StateMaps.Nothing;
            states[Contexts + i] = state;
            inputs[Contexts + i] = state == StateMaps.Nothing ? Unsaid : _states[state];
        }
    }

    // Log-odds of all inputs at once: of probabilities, and behind them of odds.
    private static void Stretch(Span<float> inputs)
    {
        inputs[Bias..].Fill(1);
        for (var i = 0; i < Mixer.Width; i += Vector256<float>.Count)
        {
            var lane = inputs.Slice(i, Vector256<float>.Count);
            var odds = Vector256.Create<float>(lane);
            if (i < Direct) odds /= Vector256<float>.One - odds;
            Vector256.Log(odds).CopyTo(lane);
        }
    }

    private static float Squash(float odds) => 1 / (1 + MathF.Exp(-odds));

    private static Vector128<float> Squash(in Four odds) => Vector128<float>.One / (Vector128<float>.One + Vector128.Exp(-Vector128.Create(odds[0], odds[1], odds[2], odds[3])));

    [InlineArray(Sets)]
    private struct Four
    {
        private float _first;
    }

    private struct Decision
    {
        public ushort Outcome;
        public int Level;
        public int Weights;
        public Four Odds;
        public float Mixed;
        public int PairPoint;
        public int LengthsPoint;
        public float Share;
    }
}
