using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes a service call together with the booking of its bytes: around a result, which is handed on, or after a call that has none.</summary>
internal static class BytesText
{
    public static string Around(string call, BytesModel bytes, string slot, bool isVoid)
    {
        var arguments = ShimText.Join(ShimText.Join(slot, bytes.On), bytes.Argument);
        var book = $"{KnownNames.ShadowBytes}.{bytes.Method}(";
        return isVoid ? $"{call}; {book}{arguments})" : $"{book}{arguments}, {call})";
    }
}
