using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the method that makes a base call for a shim, into the partial type that the call stands in.</summary>
internal static class BridgeEmitter
{
    public static string NameOf(FileModel file, int k) => PartialTypeEmitter.MemberOf(file, k, "Base_");

    public static void Emit(CodeWriter code, FileModel file, int k)
    {
        if (file.Edges[k].Bridge is not { } bridge)
            return;
        var shim = file.Edges[k].Shim;
        var name = NameOf(file, k);
        var text = new ShimText(shim, name, "");

        code.Line();
        PartialTypeEmitter.Open(code, bridge);
        PartialTypeEmitter.Hide(code);
        code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        if (shim.IsObsolete)
            code.Line("[global::System.Obsolete]");
        code.Line($"internal {text.Unsafe}{shim.ReturnType} {name}{text.MethodTypeParameters}({text.ParameterList}){text.Where} {{ {text.Give(text.BaseCall)} }}");
        PartialTypeEmitter.Close(code, bridge);
    }
}
