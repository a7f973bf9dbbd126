using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes how a scope starts its calls: it evaluates what they will be given, and keeps that to compare it.</summary>
internal static class AheadStartEmitter
{
    private const string Number = "number";
    private const string Index = "index";
    private const string List = "list";

    public static void Emit(CodeWriter code, FileModel file, PlanModel plan)
    {
        code.Line();
        code.Open($"protected override void {KnownNames.Start}(int {Number})");
        code.Open($"switch ({Number})");
        for (var call = 0; call < plan.Calls.Count; call++)
        {
            var one = plan.Calls[call];
            if (one.List is not null)
                continue;
            code.Open($"case {AheadEmitter.Number(call)}:");
            if (one.Warm is { } warm)
                EmitWarm(code, one, warm, call);
            else
                EmitCall(code, one, AheadEmitter.ShimOf(file, one), call);
            code.Line("break;");
            code.Close();
        }

        code.Close();
        code.Close();
        if (plan.Calls.Any(static call => call.List is not null))
            EmitElements(code, plan);
    }

    private static void EmitElements(CodeWriter code, PlanModel plan)
    {
        code.Line();
        code.Open($"protected override bool {KnownNames.StartElement}(int {Number}, int {Index})");
        code.Open($"switch ({Number})");
        for (var call = 0; call < plan.Calls.Count; call++)
        {
            var one = plan.Calls[call];
            if (one is not { List: { } list, Warm: { } warm })
                continue;
            code.Open($"case {AheadEmitter.Number(call)}:");
            code.Line($"{list.Type} {List} = {list.Text};");
            code.Line($"if ({Index} >= {List}.{list.Count}) return false;");
            code.Line($"var {PlanModel.Element} = {List}[{Index}];");
            EmitWarm(code, one, warm, call);
            code.Line("return true;");
            code.Close();
        }

        code.Line("default: return false;");
        code.Close();
        code.Close();
    }

    private static void EmitCall(CodeWriter code, AheadCallModel one, ShimModel shim, int call)
    {
        var arguments = new List<string>();
        if (one.Receiver.Length != 0)
        {
            code.Line($"{AheadEmitter.Receiver(call)} = {one.Receiver};");
            arguments.Add(AheadEmitter.Receiver(call));
        }

        var isLinked = false;
        for (var i = 0; i < one.Arguments.Count; i++)
        {
            var argument = AheadEmitter.Argument(call, i);
            code.Line($"{argument} = {one.Arguments[i]};");
            var links = !isLinked && AheadEmitter.IsToken(shim.Parameters[i]);
            isLinked |= links;
            arguments.Add(links ? $"{KnownNames.Linked}({AheadEmitter.Number(call)}, {argument})" : argument);
        }

        code.Line($"{KnownNames.Keep}({AheadEmitter.Number(call)}, {AheadEmitter.Call(call)}({string.Join(", ", arguments)}));");
    }

    private static void EmitWarm(CodeWriter code, AheadCallModel one, WarmModel warm, int call)
    {
        var arguments = new List<string>();
        for (var i = 0; i < one.Arguments.Count; i++)
        {
            arguments.Add($"argument{AheadEmitter.Number(i)}");
            code.Line($"{warm.Parameters[i].Type} {arguments[i]} = {one.Arguments[i]};");
        }

        if (!warm.IsStatic)
            code.Line($"{warm.Container} receiver = {one.Receiver};");
        var list = string.Join(", ", arguments);
        var made = warm.IsHidden ? $"{AheadEmitter.WarmTarget(call)}({ShimText.Join(warm.IsStatic ? "null" : "receiver", list)})"
            : $"{(warm.IsStatic ? warm.Container : "receiver")}.{warm.Name}({list})";
        var work = warm.Async switch
        {
            AsyncKind.Task => made,
            AsyncKind.ValueTask => made + ".AsTask()",
            _ => $"{{ {made}; return null; }}",
        };
        code.Line($"{KnownNames.Warm}({AheadEmitter.Number(call)}, () => {work});");
    }
}
