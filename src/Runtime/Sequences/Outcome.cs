namespace ShadowGen.Sequences;

/// <summary>What can come next for a caller, as a number of 16 bits: it returns, or it calls an operation.</summary>
internal static class Outcome
{
    public const ushort Returns = 0;

    /// <summary>Operations are 0 up to here; the engine numbers the calls that are in use.</summary>
    public const int MaxOperations = ushort.MaxValue - 1;

    public static ushort Of(int operation) => (ushort)(operation + 1);

    public static int OperationOf(int outcome) => outcome - 1;
}
