using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ShadowGen.Budgets;

/// <summary>The calls in a method's IL, in its order. Its instructions are those of ECMA-335, partition III.</summary>
internal static class CallSites
{
    private const byte Call = 0x28;
    private const byte VirtualCall = 0x6F;
    private const byte Create = 0x73;
    private const byte Switch = 0x45;
    private const byte Prefix = 0xFE;

    public static List<(int Offset, MethodBase Target)> Of(MethodBase method, ReadOnlySpan<byte> il)
    {
        var sites = new List<(int, MethodBase)>();
        for (var at = 0; at < il.Length;)
        {
            var code = il[at];
            var operand = code == Prefix ? at + 2 : at + 1;
            if (operand > il.Length)
                break;
            var size = code == Prefix ? OfPrefixed(il[at + 1]) : code == Switch ? 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(il[operand..])) : Of(code);
            if (code is Call or VirtualCall or Create && Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(il[operand..])) is { } target)
                sites.Add((at, target));
            at = operand + size;
        }

        return sites;
    }

    private static int Of(byte code) => code switch
    {
        >= 0x0E and <= 0x13 or 0x1F or >= 0x2B and <= 0x37 or 0xDE => 1,
        0x21 or 0x23 => 8,
        0x20 or 0x22 or >= 0x27 and <= 0x29 or >= 0x38 and <= 0x44 or >= 0x6F and <= 0x75 or 0x79 or >= 0x7B and <= 0x81 or 0x8C or 0x8D or 0x8F or >= 0xA3 and <= 0xA5 or 0xC2 or 0xC6 or 0xD0 or 0xDD => 4,
        _ => 0,
    };

    private static int OfPrefixed(byte code) => code switch
    {
        0x06 or 0x07 or 0x15 or 0x16 or 0x1C => 4,
        >= 0x09 and <= 0x0E => 2,
        0x12 or 0x19 => 1,
        _ => 0,
    };

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "What was removed is not called.")]
    private static MethodBase? Resolve(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(token, method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception exception) when (exception is ArgumentException or BadImageFormatException or MissingMemberException or TypeLoadException or IOException or NotSupportedException)
        {
            return null; // of what is not there
        }
    }
}
