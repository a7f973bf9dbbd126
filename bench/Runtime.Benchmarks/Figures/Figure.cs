using System.Globalization;

namespace ShadowGen.Benchmarks.Figures;

/// <summary>What the issue asks of a figure.</summary>
internal sealed record Bound(bool IsUpper, double Value)
{
    public static Bound AtMost(double value) => new(true, value);

    public static Bound AtLeast(double value) => new(false, value);

    public bool Holds(double value) => IsUpper ? value <= Value : value >= Value;

    public override string ToString() => (IsUpper ? "<= " : ">= ") + Figure.Format(Value);
}

/// <summary>A number that a group promises to measure.</summary>
internal sealed record Figure(string Name, string Unit, Bound? Bound = null)
{
    /// <summary>Enough digits to tell 0 from nearly 0; never an exponent.</summary>
    public static string Format(double value) =>
        value.ToString(Math.Abs(value) is > 0 and < 0.01 ? "0.########" : "0.###", CultureInfo.InvariantCulture);
}

/// <summary>Figures that are measured together.</summary>
internal abstract class FigureGroup(string name, params IReadOnlyList<Figure> figures)
{
    public string Name { get; } = name;

    public IReadOnlyList<Figure> Figures { get; } = figures;

    /// <summary>Returns a value for each figure that could be measured here.</summary>
    /// <exception cref="VoidRunException">The measurement's own control failed.</exception>
    public abstract IReadOnlyDictionary<string, double> Measure();
}

/// <summary>The control was off, so the figures of that run mean nothing.</summary>
internal sealed class VoidRunException(string message) : InvalidOperationException(message);
