using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>The pieces of source text that the parts of a shim share.</summary>
internal sealed class ShimText(ShimModel shim, string name, string slot)
{
    public ShimModel Shim => shim;

    /// <summary>The method that makes the call in the shim's place, with its receiver, or null.</summary>
    public string? Bridge { get; init; }

    /// <summary>What stands before the names of the runtime, which the namespace of the file's own class has in sight.</summary>
    public string Runtime => shim.Home is null ? "" : $"global::{KnownNames.GeneratedNamespace}.";

    /// <summary>How the shim's declaration begins, up to the result.</summary>
    public string Modifiers => (shim.Home?.Modifiers ?? "internal static ") + Unsafe;

    public string Target { get; } = name + "_Target";

    /// <summary>The generic class around an accessor: its type parameters must be the declaring type's own.</summary>
    public string TargetClass { get; } = name + "_Access";

    public string Unsafe => shim.IsUnsafe ? "unsafe " : "";

    public string TypeParameters => Angle(shim.TypeParameters.Select(static parameter => parameter.Name));

    public string ContainerTypeParameters => Angle(shim.TypeParameters.Take(shim.ContainerArity).Select(static parameter => parameter.Name));

    public string MethodTypeParameters => Angle(shim.TypeParameters.Skip(shim.ContainerArity).Select(static parameter => parameter.Name));

    public string Where => WhereOf(shim.TypeParameters);

    /// <summary>The call of the original, and with it the booking of what it moves.</summary>
    public string Call => shim.Bytes is null ? Plain : BytesText.Around(Plain, shim.Bytes, slot, shim.Returns == ReturnKind.Void);

    public string BaseCall => $"base.{shim.Name}{MethodTypeParameters}({Arguments})";

    private string Plain => Bridge is not null ? $"{Bridge}{MethodTypeParameters}({Arguments})" : shim.Accessor is null ? $"{Target0}.{shim.Name}{MethodTypeParameters}({Arguments})" : AccessorCall;

    /// <summary>A statement that hands a call's result on.</summary>
    public string Give(string call) => shim.Returns switch
    {
        ReturnKind.Void => call + ";",
        ReturnKind.Ref => $"return ref {call};",
        _ => $"return {call};",
    };

    public static string WhereOf(IEnumerable<TypeParameterModel> parameters) =>
        string.Concat(parameters.Where(static parameter => parameter.Constraints.Length != 0)
            .Select(static parameter => $" where {parameter.Name} : {parameter.Constraints}"));

    public string Parameters(bool asExtension)
    {
        if (IsInstance)
            return ParameterList;
        var receiver = shim.Receiver switch
        {
            ReceiverKind.Value => $"{shim.Container} {ShimNames.Self}",
            ReceiverKind.Ref => $"ref {shim.Container} {ShimNames.Self}",
            ReceiverKind.In => $"in {shim.Container} {ShimNames.Self}",
            _ => "",
        };
        var list = Join(receiver, ParameterList);
        if (!asExtension || (receiver.Length == 0 && !shim.IsExtension))
            return list;

        // An attribute stands before "this".
        var start = list[0] == '[' ? list.IndexOf(' ') + 1 : 0;
        return list.Insert(start, "this ");
    }

    public string ParameterList =>
        string.Join(", ", shim.Parameters.Select(static parameter => $"{parameter.Modifiers}{parameter.Type} {parameter.Name}"));

    public static string Join(string first, string rest) => first.Length == 0 ? rest : rest.Length == 0 ? first : first + ", " + rest;

    /// <summary>A call of another method with the shim's own parameters.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="self">What stands for the receiver, or "".</param>
    public string Forward(string method, string self = "") => $"{method}{TypeParameters}({Join(shim.Receiver == ReceiverKind.None ? "" : self.Length == 0 ? ReceiverArgument : self, Arguments)})";

    private string Arguments => string.Join(", ", shim.Parameters.Select(static parameter => parameter.Argument + parameter.Name));

    private string Target0 =>
        shim.Receiver == ReceiverKind.None ? shim.Container
        : shim.CallAs.Length == 0 ? This
        : $"(({shim.CallAs}){This})";

    private bool IsInstance => shim.Home is { IsInstance: true };

    private string This => IsInstance ? "this" : ShimNames.Self;

    private string ReceiverArgument => shim.Receiver switch
    {
        ReceiverKind.Ref => "ref " + ShimNames.Self,
        ReceiverKind.In => "in " + ShimNames.Self,
        _ => ShimNames.Self,
    };

    private string AccessorCall
    {
        get
        {
            var receiver = shim.Receiver == ReceiverKind.None ? "default" : ReceiverArgument;
            var owner = shim.ContainerArity == 0 ? "" : $"{TargetClass}{ContainerTypeParameters}.";
            return $"{owner}{Target}{MethodTypeParameters}({Join(receiver, Arguments)})";
        }
    }

    private static string Angle(IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return list.Length == 0 ? "" : $"<{list}>";
    }
}
