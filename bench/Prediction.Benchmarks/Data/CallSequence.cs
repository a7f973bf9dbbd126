namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>The calls of one thread, document or trace.</summary>
/// <param name="Train">Calls before the hold-out: the whole, none, or the first 80 %.</param>
internal sealed record CallSequence(CallEvent[] Events, int Train);
