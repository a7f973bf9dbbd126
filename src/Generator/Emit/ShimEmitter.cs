using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the shim of one edge: the call, between entering its frame and leaving it.</summary>
internal static class ShimEmitter
{
    public const string First = "First";

    private const string Exit = $"finally {{ {ShimNames.Frame}.{KnownNames.Exit}(); }}";

    private const string Observe = $"if ({ShimNames.Frame}.{KnownNames.IsMeasured}) {KnownNames.ShadowCall}.{KnownNames.Observe}({ShimNames.Result});";

    private const string CompilerServices = "global::System.Runtime.CompilerServices";

    public static void Emit(CodeWriter code, EdgeModel edge, int k, string path)
    {
        var shim = edge.Shim;
        var name = shim.Name.TrimStart('@') + "_" + k.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = new ShimText(shim, name, $"{First} + {k}");
        var enter = shim.Async == AsyncKind.None ? KnownNames.Enter : KnownNames.EnterAsync;

        code.Line("// " + edge.Display);
        foreach (var site in edge.Sites)
            code.Line($"[{CompilerServices}.InterceptsLocation({site.Location.Version}, \"{site.Location.Data}\")] // {path}({site.Line},{site.Column})");
        Attributes(code, shim);
        code.Open($"internal static {text.Unsafe}{shim.ReturnType} {name}{text.TypeParameters}({text.Parameters(asExtension: true)}){text.Where}");
        code.Line($"var {ShimNames.Frame} = {KnownNames.ShadowCall}.{enter}({First} + {k});");
        switch (shim.Async)
        {
            case AsyncKind.None:
                code.Line($"try {{ {text.Give(text.Call)} }}");
                code.Line(Exit);
                break;
            case AsyncKind.Task:
                EmitTaskBody(code, text);
                break;
            default:
                EmitValueTaskBody(code, text);
                break;
        }

        code.Close();
        if (shim.Accessor is not null)
            AccessorEmitter.Emit(code, text);
    }

    private static void EmitTaskBody(CodeWriter code, ShimText text)
    {
        code.Open("try");
        code.Line($"var {ShimNames.Result} = {text.Call};");
        code.Line(Observe);
        code.Line($"return {ShimNames.Result};");
        code.Close();
        code.Line(Exit);
    }

    // A ValueTask is a struct of two words: returned from within the try, it would be copied once more.
    private static void EmitValueTaskBody(CodeWriter code, ShimText text)
    {
        code.Line($"{text.Shim.ReturnType} {ShimNames.Result};");
        code.Open("try");
        code.Line($"{ShimNames.Result} = {text.Call};");
        code.Line(Observe);
        code.Close();
        code.Line(Exit);
        code.Line($"return {ShimNames.Result};");
    }

    private static void Attributes(CodeWriter code, ShimModel shim)
    {
        // Faster for each kind of result, and no slower to compile at tier 0, where nothing is inlined.
        code.Line($"[{CompilerServices}.MethodImpl({CompilerServices}.MethodImplOptions.AggressiveInlining)]");

        // Only code that is obsolete itself may name what is obsolete as an error.
        if (shim.IsObsolete)
            code.Line("[global::System.Obsolete]");
    }
}
