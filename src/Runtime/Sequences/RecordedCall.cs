namespace ShadowGen.Sequences;

/// <summary>A call in a history: what was called (24 bits), and how many calls had returned since the one before (8 bits, at most 255).</summary>
internal static class RecordedCall
{
    /// <summary>The start of a flow, before which nothing is known.</summary>
    public const uint Nothing = 0x00FF_FFFF;

    private const uint OperationMask = 0x00FF_FFFF;

    public static uint Pack(int operation, int pops) => (uint)operation | ((uint)Math.Min(pops, byte.MaxValue) << 24);

    public static uint Operation(uint call) => call & OperationMask;

    public static int Pops(uint call) => (int)(call >> 24);
}
