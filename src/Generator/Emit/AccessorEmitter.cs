using ShadowGen.Generator.Model;

namespace ShadowGen.Generator.Emit;

/// <summary>
/// Writes the <c>UnsafeAccessor</c> of a callee that a generated file may not name. A mistake here shows only when the call is made,
/// so Execution.Tests runs each shape.
/// </summary>
internal static class AccessorEmitter
{
    private const string CompilerServices = "global::System.Runtime.CompilerServices";

    public static void Emit(CodeWriter code, ShimText text)
    {
        var shim = text.Shim;
        code.Line();
        if (shim.ContainerArity == 0)
        {
            EmitExtern(code, text);
            return;
        }

        code.Open($"private static class {text.TargetClass}{text.ContainerTypeParameters}{ShimText.WhereOf(shim.TypeParameters.Take(shim.ContainerArity))}");
        EmitExtern(code, text);
        code.Close();
    }

    private static void EmitExtern(CodeWriter code, ShimText text)
    {
        var shim = text.Shim;
        var kind = shim.Receiver == ReceiverKind.None ? "StaticMethod" : "Method";
        if (shim.IsObsolete)
            code.Line("[global::System.Obsolete]");
        code.Line($"[{CompilerServices}.UnsafeAccessor({CompilerServices}.UnsafeAccessorKind.{kind}, Name = \"{shim.Accessor!.MetadataName}\")]");
        code.Line($"internal static extern {text.Unsafe}{shim.ReturnType} {text.Target}{text.MethodTypeParameters}({ShimText.Join(Declaring(shim), text.ParameterList)}){ShimText.WhereOf(shim.TypeParameters.Skip(shim.ContainerArity))};");
    }

    private static string Declaring(ShimModel shim) => shim switch
    {
        { Accessor.StaticContainer: { Length: > 0 } name } => $"[{CompilerServices}.UnsafeAccessorType(\"{name}\")] object {ShimNames.Self}",
        { Receiver: ReceiverKind.Ref } => $"ref {shim.Container} {ShimNames.Self}",
        { Receiver: ReceiverKind.In } => $"in {shim.Container} {ShimNames.Self}",
        _ => $"{shim.Container} {ShimNames.Self}",
    };
}
