using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the method that makes a base call for a shim, into the partial type that the call stands in.</summary>
internal static class BridgeEmitter
{
    /// <summary>Unique among all parts of a type: two files may each add one.</summary>
    public static string NameOf(FileModel file, int k) => $"ShadowGen_Base_{file.Edges[k].Shim.Name.TrimStart('@')}_{k}_{FileNames.Hash(file)}";

    public static void Emit(CodeWriter code, FileModel file, int k)
    {
        if (file.Edges[k].Bridge is not { } bridge)
            return;
        var shim = file.Edges[k].Shim;
        var name = NameOf(file, k);
        var text = new ShimText(shim, name, "");

        code.Line();
        if (bridge.Namespace.Length != 0)
            code.Open("namespace " + bridge.Namespace);
        foreach (var header in bridge.Headers)
            code.Open(header);
        code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        code.Line("[global::System.Runtime.CompilerServices.CompilerGenerated]");
        code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        if (shim.IsObsolete)
            code.Line("[global::System.Obsolete]");
        code.Line($"internal {text.Unsafe}{shim.ReturnType} {name}{text.MethodTypeParameters}({text.ParameterList}){text.Where} {{ {text.Give(text.BaseCall)} }}");
        foreach (var _ in bridge.Headers)
            code.Close();
        if (bridge.Namespace.Length != 0)
            code.Close();
    }
}
