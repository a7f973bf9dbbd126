using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ShadowGen.CallTracer;

/// <summary>Finds the calls of a module that count: those through shims, and those that could have been.</summary>
internal sealed class CallScan(ModuleDefinition module)
{
    private readonly Callers _callers = new(module);
    private readonly Shims _shims = new(module);

    /// <summary>Methods whose code is the program's.</summary>
    public IEnumerable<MethodDefinition> Methods =>
        module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody && !Shims.IsEmitted(method));

    public List<TracedCall> CallsOf(MethodDefinition method)
    {
        var calls = new List<TracedCall>();
        if (_callers.Of(method) is not { } caller)
            return calls;
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt) || instruction.Operand is not MethodReference called || called.Resolve() is not { } target)
                continue;
            if (target.Module == module && _shims.TargetOf(target) is { } original)
                calls.Add(new TracedCall(instruction, caller, Slot(original), AssemblyOf(original), IsShadowed: true));
            else if (target.Module == module && IsOrdinary(target))
                calls.Add(new TracedCall(instruction, caller, Slot(target), module.Assembly.Name.Name, IsShadowed: false));
        }

        return calls;
    }

    /// <summary>The method that first declared the virtual slot, or the method itself.</summary>
    public static string Slot(MethodReference method) =>
        method.Resolve() is { } definition ? DocIds.Of(VirtualSlots.First(definition)) : $"M:{DocIds.NameOf(method.DeclaringType)}.{method.Name}";

    private static string AssemblyOf(MethodReference method) => method.Resolve()?.Module.Assembly.Name.Name ?? method.DeclaringType.Scope.Name;

    // What a person writes as a method and calls by its name.
    public static bool IsOrdinary(MethodDefinition method) =>
        !method.IsSpecialName && !method.IsRuntimeSpecialName && !method.IsConstructor
        && !method.Name.StartsWith('<') && !method.DeclaringType.Name.StartsWith('<')
        && method.DeclaringType.BaseType?.FullName != "System.MulticastDelegate"
        && method.Name != "Finalize"
        && !method.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.CompilerGeneratedAttribute")
        && !Shims.IsEmitted(method);
}
