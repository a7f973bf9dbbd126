namespace ShadowGen.Prediction.Benchmarks.Data;

/// <summary>Argument features of one call, in the order of <see cref="OperationTable.FeaturesOf"/>.</summary>
/// <param name="Count">How many there are, 0 to <see cref="Capacity"/>.</param>
internal readonly record struct CallArguments(int Count, long First = 0, long Second = 0, long Third = 0, long Fourth = 0)
{
    /// <summary>Features that a call has at most.</summary>
    public const int Capacity = 4;

    public long this[int index] => (uint)index >= (uint)Count
        ? throw new ArgumentOutOfRangeException(nameof(index), index, $"the call has {Count} argument features")
        : index switch { 0 => First, 1 => Second, 2 => Third, _ => Fourth };
}
