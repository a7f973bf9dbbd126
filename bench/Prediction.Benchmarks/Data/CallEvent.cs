namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>One call of a recorded sequence, in start order.</summary>
/// <param name="Parent">Index of the caller within the sequence; −1: a root.</param>
/// <param name="Operation">What was called, 0 to <see cref="CallSet.Operations"/> − 1.</param>
/// <param name="Start">Microseconds since some moment that is the same for the whole sequence.</param>
/// <param name="Duration">Microseconds, inclusive of what it called.</param>
/// <param name="Extra">Bytes allocated or microseconds of processor time, inclusive; NaN where the set has neither.</param>
/// <param name="Cpu">Microseconds of processor time, inclusive, of a set that has bytes as well; else NaN.</param>
/// <param name="Arguments">Argument features as the call began; none where the set has none.</param>
internal readonly record struct CallEvent(int Parent, int Operation, double Start, double Duration, double Extra, double Cpu = double.NaN, CallArguments Arguments = default);
