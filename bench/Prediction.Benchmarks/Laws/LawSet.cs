namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>A call with its arguments, and what it has cost.</summary>
/// <param name="Operation">What was called.</param>
/// <param name="Arguments">As many as the operation has features.</param>
/// <param name="Cost">Nanoseconds, microseconds or bytes; NaN: not measured.</param>
/// <param name="IsScored">False: learned only.</param>
internal readonly record struct ArgumentCall(int Operation, long[] Arguments, double Cost, bool IsScored);

/// <summary>Calls in the order in which they ended, of operations whose argument features are known.</summary>
/// <param name="Name">Of the set and its resource.</param>
/// <param name="Codes">For each operation a value for each of its features: whether it is a code and no size.</param>
/// <param name="Calls">All of them have features.</param>
internal sealed record LawSet(string Name, bool[][] Codes, IReadOnlyList<ArgumentCall> Calls);

/// <summary>A predictor of what a call costs by its arguments, under test.</summary>
internal abstract class LawPredictor(string name)
{
    public string Name => name;

    /// <summary>The cost expected, 0 if nothing is known, and an interval that 90 % of costs should lie in; infinite when it has none.</summary>
    public abstract (double Cost, double Low, double High) Predict(in ArgumentCall call);

    public abstract void Learn(in ArgumentCall call);
}
