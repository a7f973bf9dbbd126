namespace ShadowGen.Prediction.Benchmarks.Sequences;

/// <summary>What is to be foretold.</summary>
internal enum SequenceTask
{
    /// <summary>What a caller does next: call an operation, or return. Roots have no caller and are not scored.</summary>
    Child,

    /// <summary>The next call of the sequence, whoever makes it, as soon as the last call is made.</summary>
    Flat,
}
