using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ShadowGen.CallTracer;

/// <summary>
/// Which member of the source the code of a method is: lambdas, local functions and state machines are code of the member that they are written in,
/// accessors of their property, and initialisers of the constructors that run them.
/// </summary>
internal sealed class Callers
{
    private static readonly string[] StateMachines =
    [
        "System.Runtime.CompilerServices.AsyncStateMachineAttribute",
        "System.Runtime.CompilerServices.IteratorStateMachineAttribute",
        "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
    ];

    private readonly Dictionary<TypeDefinition, MethodDefinition> _kickoffs = [];
    private readonly Dictionary<MethodDefinition, MethodDefinition> _users = [];
    private readonly Dictionary<MethodDefinition, PropertyDefinition> _properties = [];
    private readonly Dictionary<MethodDefinition, EventDefinition> _events = [];

    public Callers(ModuleDefinition module)
    {
        foreach (var type in module.GetTypes())
        {
            foreach (var property in type.Properties)
            {
                foreach (var accessor in (MethodDefinition?[])[property.GetMethod, property.SetMethod])
                {
                    if (accessor is not null)
                        _properties[accessor] = property;
                }
            }

            foreach (var definition in type.Events)
            {
                foreach (var accessor in (MethodDefinition?[])[definition.AddMethod, definition.RemoveMethod])
                {
                    if (accessor is not null)
                        _events[accessor] = definition;
                }
            }

            foreach (var method in type.Methods)
                Note(method, module);
        }
    }

    /// <summary>Null where no source is: members that the compiler writes by itself.</summary>
    public string? Of(MethodDefinition method)
    {
        for (var depth = 0; depth < 64; depth++)
        {
            if (_kickoffs.TryGetValue(method.DeclaringType, out var kickoff) && kickoff != method)
                method = kickoff;
            else if (IsWrittenByCompiler(method.Name) && _users.TryGetValue(method, out var user))
                method = user;
            else
                break;
        }

        if (method.DeclaringType.Name == "<Module>")
            return null; // runs what is marked [ModuleInitializer]
        if (method.IsConstructor)
            return DocIds.OfConstructors(method.DeclaringType, method.IsStatic);
        if (_properties.TryGetValue(method, out var property))
            return DocIds.Of(property);
        if (_events.TryGetValue(method, out var definition))
            return DocIds.Of(definition);
        var isMain = method.Name == "<Main>$";
        return !isMain && (method.Name.StartsWith('<') || HasCompilerGenerated(method)) ? null : DocIds.Of(method);
    }

    private static bool IsWrittenByCompiler(string name) => name.StartsWith('<') && name != "<Main>$";

    private static bool HasCompilerGenerated(MethodDefinition member) =>
        member.CustomAttributes.Any(a => a.AttributeType.FullName == "System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    private void Note(MethodDefinition method, ModuleDefinition module)
    {
        foreach (var attribute in method.CustomAttributes)
        {
            if (StateMachines.Contains(attribute.AttributeType.FullName, StringComparer.Ordinal) && attribute.ConstructorArguments[0].Value is TypeReference type && type.Resolve() is { } machine)
                _kickoffs[machine] = method;
        }

        if (!method.HasBody)
            return;
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn or Code.Call or Code.Callvirt
                && instruction.Operand is MethodReference reference
                && IsWrittenByCompiler(reference.Name)
                && reference.Resolve() is { } target
                && target.Module == module
                && target != method)
            {
                // A local function is also called by its like: the first user that is not one of them leads out.
                if (!_users.TryGetValue(target, out var known) || IsWrittenByCompiler(known.Name) && !IsWrittenByCompiler(method.Name))
                    _users[target] = method;
            }
        }
    }
}
