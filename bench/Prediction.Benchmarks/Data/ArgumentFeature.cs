namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>What an argument feature of an operation is.</summary>
/// <param name="Name">As the source names it: <c>text.Length</c>.</param>
/// <param name="IsSize">A length, count or magnitude, that costs may grow with; else a flag or enum value.</param>
internal sealed record ArgumentFeature(string Name, bool IsSize);
