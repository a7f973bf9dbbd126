using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace ShadowGen.CallTracer;

/// <summary>Weaves a counter in before each traced call of an assembly.</summary>
public sealed class Weaver(TraceMap map)
{
    private readonly HashSet<string> _woven = new(StringComparer.Ordinal);

    /// <summary>Rewrites the file in place; assemblies that it references are looked for beside it and in the shared framework.</summary>
    /// <returns>How many call instructions were woven; 0 for an assembly that was not built with ShadowGen, which stays as it was.</returns>
    public int Weave(string file)
    {
        using var opened = WovenModule.Open(file);
        if (opened is null || !Skeleton.IsShadowed(opened.Module))
            return 0;
        var module = opened.Module;
        var scan = new CallScan(module);
        var skeleton = Skeleton.Read(module);
        var found = scan.Methods.Select(method => (Method: method, Calls: scan.CallsOf(method))).Where(m => m.Calls.Count > 0).ToList();
        foreach (var id in skeleton.DocumentationIds.Values)
            map.AddSlot(module, id);
        map.AddSkipped(module.Assembly.Name.Name, skeleton);

        var hit = module.ImportReference(typeof(Recorder).GetMethod(nameof(Recorder.Hit)));

        // Another folder's copy of an assembly has the same counters, and no call sites of its own.
        var isFirst = _woven.Add(module.Assembly.Name.Name);
        foreach (var (method, calls) in found)
            Weave(method, calls, module.Assembly.Name.Name, hit, isFirst);
        opened.Write();
        return found.Sum(m => m.Calls.Count);
    }

    private void Weave(MethodDefinition method, List<TracedCall> calls, string assembly, MethodReference hit, bool isFirst)
    {
        // Branches get their long form, because the code between them grows.
        method.Body.SimplifyMacros();
        var il = method.Body.GetILProcessor();
        foreach (var call in calls)
        {
            var first = call.Instruction;
            while (first.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } prefix)
                first = prefix;

            // What stands first becomes the counter, and moves behind it: so whoever jumps to it, or has it as the edge of a try block, meets the counter.
            var moved = il.Create(OpCodes.Nop);
            (moved.OpCode, moved.Operand) = (first.OpCode, first.Operand);
            (first.OpCode, first.Operand) = (OpCodes.Ldc_I4, map.Add(assembly, call, isFirst));
            var count = il.Create(OpCodes.Call, hit);
            il.InsertAfter(first, count);
            il.InsertAfter(count, moved);
        }

        method.Body.OptimizeMacros();
    }
}
