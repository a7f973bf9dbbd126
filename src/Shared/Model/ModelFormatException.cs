namespace ShadowGen.Shared.Model;

/// <summary>A model file cannot be read.</summary>
/// <param name="line">From 1 on.</param>
/// <param name="fault">What is wrong with it.</param>
internal sealed class ModelFormatException(int line, string fault) : Exception($"line {line}: {fault}")
{
    public int Line { get; } = line;

    public string Fault { get; } = fault;
}
