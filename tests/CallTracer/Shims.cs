using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ShadowGen.CallTracer;

/// <summary>
/// Finds shims and what they stand for, from their IL alone: a shim is code that calls ShadowGen's call path, and stands for the other thing that it calls.
/// </summary>
internal sealed class Shims(ModuleDefinition module)
{
    private const string Generated = "ShadowGen.Generated";
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";
    private const string Accessor = "System.Runtime.CompilerServices.UnsafeAccessorAttribute";
    private const string AccessorType = "System.Runtime.CompilerServices.UnsafeAccessorTypeAttribute";

    private readonly Dictionary<MethodDefinition, MethodReference?> _targets = [];

    /// <summary>True for code that ShadowGen emitted: its calls are not the program's.</summary>
    public static bool IsEmitted(MethodDefinition method)
    {
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
        {
            if (type.Namespace == Generated)
                return true;
        }

        return CallsRuntime(method) || IsBridge(method);
    }

    // Stands in the program's own type, as only from there a base call can be made.
    private static bool IsBridge(MethodDefinition method) =>
        method.Name.StartsWith("ShadowGen_Base_", StringComparison.Ordinal) && method.CustomAttributes.Any(a => a.AttributeType.FullName == CompilerGenerated);

    /// <summary>The method that a shim stands for; null when this is no shim.</summary>
    public MethodReference? TargetOf(MethodDefinition shim)
    {
        if (!_targets.TryGetValue(shim, out var target))
        {
            target = shim.Module == module && IsEmitted(shim) ? Find(shim, []) : null;
            _targets.Add(shim, target);
        }

        return target;
    }

    private static bool CallsRuntime(MethodDefinition method) =>
        method.HasBody && method.Body.Instructions.Any(i => i.Operand is MethodReference { DeclaringType.Namespace: Generated } called && called.DeclaringType.Scope is AssemblyNameReference);

    // An accessor is extern: it has no code of its own.
    private MethodReference? Find(MethodDefinition shim, HashSet<MethodDefinition> seen)
    {
        if (!seen.Add(shim) || !shim.HasBody)
            return null;
        var stem = shim.Name.LastIndexOf('_') is > 0 and var underscore ? shim.Name[..underscore] : shim.Name;
        var candidates = new List<MethodReference>();
        foreach (var instruction in shim.Body.Instructions)
        {
            if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt) || instruction.Operand is not MethodReference called || IsRuntime(called))
                continue;
            var definition = called.Resolve();
            if (definition is null || definition.Module != module || !IsEmitted(definition))
                candidates.Add(called);
            else if ((Accessed(definition) ?? Find(definition, seen)) is { } further)
                return further;
        }

        return candidates.Find(c => c.Name == stem || c.Name.EndsWith("." + stem, StringComparison.Ordinal))
            ?? candidates.Find(c => c.Resolve()?.Module == module)
            ?? candidates.FirstOrDefault();
    }

    private static bool IsRuntime(MethodReference method)
    {
        var type = method.DeclaringType;
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Scope is AssemblyNameReference { Name: "ShadowGen.Runtime" };
    }

    // The accessor's first parameter is the declaring type, or stands for it; the rest are the method's own.
    private static MethodDefinition? Accessed(MethodDefinition accessor)
    {
        var attribute = accessor.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == Accessor);
        if (attribute is null)
            return null;
        var name = (string?)attribute.Properties.FirstOrDefault(p => p.Name == "Name").Argument.Value ?? accessor.Name;
        var first = accessor.Parameters[0];
        var type = first.CustomAttributes.FirstOrDefault(a => a.AttributeType.FullName == AccessorType) is { } named
            ? TypeNamed(accessor.Module, (string)named.ConstructorArguments[0].Value)
            : (first.ParameterType is ByReferenceType reference ? reference.ElementType : first.ParameterType).Resolve();
        var signature = DocIds.Signature(accessor.Parameters.Skip(1));
        return type?.Methods.FirstOrDefault(m => m.Name == name && m.GenericParameters.Count == accessor.GenericParameters.Count && DocIds.Signature(m.Parameters) == signature);
    }

    // Assembly-qualified, with + between nested types; type arguments of a generic one are left off. The callee may be a referenced library's.
    private static TypeDefinition? TypeNamed(ModuleDefinition module, string name)
    {
        var end = name.IndexOfAny(['[', ',']);
        var full = (end < 0 ? name : name[..end]).Trim().Replace('+', '/').Replace("\\", "", StringComparison.Ordinal);
        var assembly = name[(name.LastIndexOf(',') + 1)..].Trim();
        var library = module.AssemblyReferences.FirstOrDefault(reference => reference.Name == assembly);
        return library is null ? module.GetType(full) : module.AssemblyResolver.Resolve(library)?.MainModule.GetType(full);
    }
}
