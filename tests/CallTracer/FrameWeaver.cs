using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace ShadowGen.CallTracer;

/// <summary>Weaves a frame around the code of each member, so that every call is seen with the member that made it, whatever lies between.</summary>
public sealed class FrameWeaver
{
    private readonly Dictionary<string, List<string>> _skeletons = new(StringComparer.Ordinal);
    private readonly List<(string Assembly, string Member)> _members = [];
    private readonly Dictionary<(string Assembly, string Member), int> _ids = [];

    /// <summary>The skeletons of the woven assemblies: each assembly's once, and one text for each of its files.</summary>
    public IReadOnlyDictionary<string, List<string>> Skeletons => _skeletons;

    /// <summary>What the recorder's numbers stand for: the assembly and documentation id of a member, constructors of a type as one.</summary>
    public IReadOnlyList<(string Assembly, string Member)> Members => _members;

    /// <summary>Rewrites the file in place; assemblies that it references are looked for beside it and in the shared framework.</summary>
    /// <returns>How many bodies were woven; 0 for an assembly that was not built with ShadowGen, which stays as it was.</returns>
    public int Weave(string file)
    {
        using var opened = WovenModule.Open(file);
        if (opened is null || !Skeleton.IsShadowed(opened.Module))
            return 0;
        var module = opened.Module;
        _skeletons[module.Assembly.Name.Name] = [.. Skeleton.Texts(module)];
        var callers = new Callers(module);
        var enter = module.ImportReference(typeof(FrameRecorder).GetMethod(nameof(FrameRecorder.Enter)));
        var resume = module.ImportReference(typeof(FrameRecorder).GetMethod(nameof(FrameRecorder.Resume)));
        var leave = module.ImportReference(typeof(FrameRecorder).GetMethod(nameof(FrameRecorder.Leave)));
        var woven = 0;
        foreach (var method in new CallScan(module).Methods)
        {
            if (callers.Of(method) is not { } member)
                continue;
            Weave(method, CallScan.IsOrdinary(method) ? enter : resume, IdOf(module.Assembly.Name.Name, TraceMap.CallerOf(member)), leave);
            woven++;
        }

        opened.Write();
        return woven;
    }

    private int IdOf(string assembly, string member)
    {
        if (!_ids.TryGetValue((assembly, member), out var id))
        {
            id = _members.Count;
            _members.Add((assembly, member));
            _ids.Add((assembly, member), id);
        }

        return id;
    }

    private static void Weave(MethodDefinition method, MethodReference begin, int id, MethodReference leave)
    {
        var body = method.Body;
        body.SimplifyMacros();
        var il = body.GetILProcessor();
        var first = body.Instructions[0];
        var returned = Unmodified(method.ReturnType);
        var result = returned.MetadataType == MetadataType.Void ? null : new VariableDefinition(returned);
        if (result is not null)
            body.Variables.Add(result);
        var end = result is null ? il.Create(OpCodes.Ret) : il.Create(OpCodes.Ldloc, result);

        foreach (var instruction in body.Instructions.ToList())
        {
            if (instruction.OpCode.Code == Code.Tail)
            {
                (instruction.OpCode, instruction.Operand) = (OpCodes.Nop, null);
            }
            else if (instruction.OpCode.Code == Code.Ret && result is null)
            {
                (instruction.OpCode, instruction.Operand) = (OpCodes.Leave, end);
            }
            else if (instruction.OpCode.Code == Code.Ret)
            {
                // In place: whoever jumps to the return jumps to the store.
                (instruction.OpCode, instruction.Operand) = (OpCodes.Stloc, result);
                il.InsertAfter(instruction, il.Create(OpCodes.Leave, end));
            }
        }

        var handler = il.Create(OpCodes.Call, leave);
        il.Append(handler);
        il.Append(il.Create(OpCodes.Endfinally));
        il.Append(end);
        if (result is not null)
            il.Append(il.Create(OpCodes.Ret));
        il.InsertBefore(first, il.Create(OpCodes.Ldc_I4, id));
        il.InsertBefore(first, il.Create(OpCodes.Call, begin));
        body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally) { TryStart = first, TryEnd = handler, HandlerStart = handler, HandlerEnd = end });
        body.OptimizeMacros();
    }

    // An init accessor returns a modified void, a ref readonly method a modified reference.
    private static TypeReference Unmodified(TypeReference type)
    {
        while (type is IModifierType modified)
            type = modified.ElementType;
        return type;
    }
}
