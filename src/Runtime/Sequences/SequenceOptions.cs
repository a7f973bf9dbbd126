namespace ShadowGen.Sequences;

/// <summary>How much the model of sequences may hold. All numbers are powers of two.</summary>
/// <param name="ShortRows">Rows of 16 bytes for contexts with few outcomes.</param>
/// <param name="WideRows">Rows of 64 bytes for contexts with many.</param>
/// <param name="History">Calls that matches look back on, 4 bytes each.</param>
internal sealed record SequenceOptions(int ShortRows = 1 << 16, int WideRows = 1 << 14, int History = 1 << 17);
