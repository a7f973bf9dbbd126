using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ShadowGen.Sequences;

/// <summary>
/// Sets of weights for a logistic mixture: an input is a log-odds, so is the output; the weights of the chosen set follow the gradient of coding cost, quickly at
/// first (Mattern, "Mixing Strategies in Data Compression", 2012). Not thread-safe.
/// </summary>
internal sealed class Mixer
{
    /// <summary>Inputs of a mixture; the last place counts the set's uses, its input is 0.</summary>
    public const int Width = 32;

    public const float MaxLogOdds = 14;

    private const int Uses = Width - 1;
    private const float FirstWeight = 0.15f;
    private const float FirstRate = 0.022f;
    private const float LastRate = 0.001f;
    private const float RateDecay = 0.005f;

    private readonly float[] _weights;

    public Mixer(int sets)
    {
        _weights = new float[sets * Width];
        Array.Fill(_weights, FirstWeight);
        for (var i = Uses; i < _weights.Length; i += Width) _weights[i] = 0;
    }

    public long Bytes => (long)_weights.Length * sizeof(float);

    public float Mix(int set, ReadOnlySpan<float> inputs)
    {
        ref var w = ref WeightsOf(set);
        ref var x = ref MemoryMarshal.GetReference(inputs[..Width]);
        var sum = (Vector256.LoadUnsafe(ref w) * Vector256.LoadUnsafe(ref x))
            + (Vector256.LoadUnsafe(ref w, 8) * Vector256.LoadUnsafe(ref x, 8))
            + ((Vector256.LoadUnsafe(ref w, 16) * Vector256.LoadUnsafe(ref x, 16))
            + (Vector256.LoadUnsafe(ref w, 24) * Vector256.LoadUnsafe(ref x, 24)));
        return Math.Clamp(Vector256.Sum(sum), -MaxLogOdds, MaxLogOdds);
    }

    /// <param name="set">The one that was mixed with.</param>
    /// <param name="inputs">The ones that were mixed.</param>
    /// <param name="error">Target, 0 or 1, less the probability that the set gave.</param>
    public void Learn(int set, ReadOnlySpan<float> inputs, float error)
    {
        ref var w = ref WeightsOf(set);
        ref var x = ref MemoryMarshal.GetReference(inputs[..Width]);
        ref var uses = ref Unsafe.Add(ref w, Uses);
        var step = Vector256.Create(error * RateAfter(uses));
        for (nuint i = 0; i < Width; i += 8) (Vector256.LoadUnsafe(ref w, i) + (step * Vector256.LoadUnsafe(ref x, i))).StoreUnsafe(ref w, i);
        uses++;
    }

    /// <summary>The same as <see cref="Mix"/>, one by one: what the vectors are held equal to.</summary>
    public float MixScalar(int set, ReadOnlySpan<float> inputs)
    {
        var sum = 0f;
        for (var i = 0; i < Width; i++) sum += _weights[(set * Width) + i] * inputs[i];
        return Math.Clamp(sum, -MaxLogOdds, MaxLogOdds);
    }

    /// <summary>The same as <see cref="Learn"/>, one by one.</summary>
    public void LearnScalar(int set, ReadOnlySpan<float> inputs, float error)
    {
        var weights = _weights.AsSpan(set * Width, Width);
        var step = error * RateAfter(weights[Uses]);
        for (var i = 0; i < Uses; i++) weights[i] += step * inputs[i];
        weights[Uses]++;
    }

    private static float RateAfter(float uses) => Math.Max(LastRate, FirstRate / (1 + (RateDecay * uses)));

    private ref float WeightsOf(int set) => ref _weights.AsSpan(set * Width, Width)[0];
}
