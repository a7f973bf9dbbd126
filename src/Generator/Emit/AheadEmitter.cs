using System.Globalization;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the scope of one plan: a class of which one object accompanies one call of the method.</summary>
internal static class AheadEmitter
{
    public const string Plan = "Plan";

    private const string CompilerServices = "global::System.Runtime.CompilerServices";
    private const string Token = "global::System.Threading.CancellationToken";

    public static string TakeOf(int call) => "Take" + Number(call);

    public static void Emit(CodeWriter code, FileModel file, PlanModel plan)
    {
        var owner = FileNames.Class(file);
        code.Line();
        code.Line($"// What one call of {plan.Display} may do ahead");
        code.Open($"internal sealed class {plan.Class} : {KnownNames.AheadScope}");
        EmitPlan(code, file, plan, owner);
        EmitState(code, file, plan);
        AheadStartEmitter.Emit(code, file, plan);
        for (var call = 0; call < plan.Calls.Count; call++)
        {
            if (plan.Calls[call].Kind == PlannedKind.Speculation)
                EmitSpeculation(code, file, plan, call, owner);
            else if (plan.Calls[call].Warm is { IsHidden: true } warm)
                EmitHidden(code, call, warm);
        }

        for (var field = 0; field < plan.Fields.Count; field++)
            EmitField(code, field, plan.Fields[field]);
        code.Close();
    }

    private static void EmitPlan(CodeWriter code, FileModel file, PlanModel plan, string owner)
    {
        // As with the edges: hot reload would leave the old plan to the new code.
        code.Line($"private const int Calls_{FileNames.HashOf(string.Join("\n", plan.Calls.Select(static call => call.ToString()).Concat(plan.Calls.SelectMany(static call => call.Arguments))))} = {Number(plan.Calls.Count)};");
        code.Line($"internal static readonly {KnownNames.AheadPlan} {Plan} = new {KnownNames.AheadPlan}(");
        code.Indent();
        code.Line($"\"{plan.DocId}\",");
        for (var call = 0; call < plan.Calls.Count; call++)
        {
            var one = plan.Calls[call];
            var kind = $"global::{KnownNames.RootNamespace}.{KnownNames.AheadKind}.{(one.Kind == PlannedKind.Speculation ? KnownNames.Speculation : KnownNames.Prefetch)}";
            code.Line(
                $"new {KnownNames.AheadCall}(\"{one.CalleeDocId}\", {kind}, slot: {owner}.{ShimEmitter.First} + {Number(one.Edge)}, point: {Number(one.Point)}, "
                + $"probability: {one.Probability.ToString("R", CultureInfo.InvariantCulture)}, repeats: {(one.List is null ? "false" : "true")}){(call == plan.Calls.Count - 1 ? ");" : ",")}");
        }

        code.Outdent();
    }

    private static void EmitState(CodeWriter code, FileModel file, PlanModel plan)
    {
        var parameters = plan.Parameters.Select(static parameter => (parameter.Type, parameter.Name, Field: FieldOf(parameter))).ToList();
        code.Line();
        if (plan.Self.Length != 0)
            code.Line($"private readonly {plan.Self} {ShimNames.Self};");
        foreach (var (type, _, field) in parameters)
            code.Line($"private readonly {type} {field};");
        for (var call = 0; call < plan.Calls.Count; call++)
        {
            if (plan.Calls[call].Kind != PlannedKind.Speculation)
                continue;
            var shim = ShimOf(file, plan.Calls[call]);
            if (plan.Calls[call].Receiver.Length != 0)
                code.Line($"private {shim.Container} {Receiver(call)};");
            for (var i = 0; i < shim.Parameters.Count; i++)
                code.Line($"private {shim.Parameters[i].Type} {Argument(call, i)};");
        }

        var self = plan.Self.Length == 0 ? "" : $"{plan.Self} {ShimNames.Self}";
        code.Line();
        code.Open($"internal {plan.Class}({ShimText.Join(self, string.Join(", ", parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}")))}) : base({Plan})");
        if (plan.Self.Length != 0)
            code.Line($"this.{ShimNames.Self} = {ShimNames.Self};");
        foreach (var (_, name, field) in parameters)
            code.Line($"{field} = {name};");
        code.Close();
    }

    private static void EmitSpeculation(CodeWriter code, FileModel file, PlanModel plan, int call, string owner)
    {
        var one = plan.Calls[call];
        var shim = ShimOf(file, one);
        var plain = $"{owner}.{shim.Name.TrimStart('@')}_{Number(one.Edge)}";
        var edge = plain + one.TypeArguments;
        var text = new ShimText(shim, plain, $"{owner}.{ShimEmitter.First} + {Number(one.Edge)}");

        code.Line();
        code.Line($"private static {shim.ReturnType} {Call(call)}({text.Parameters(asExtension: false)}) => {text.Call};");
        code.Line();
        code.Open($"internal static global::System.Threading.Tasks.Task<{one.Result}> {TakeOf(call)}({text.Parameters(asExtension: false)})");
        code.Line($"var {ShimNames.Ahead} = ({plan.Class}){KnownNames.Arrived}({Plan}, {Number(call)});");
        code.Line($"if ({ShimNames.Ahead} == null) return null;");
        var isSame = string.Join(" && ", Comparisons(one, shim, call));
        if (isSame.Length != 0)
            code.Open($"if (!({isSame}))");
        if (isSame.Length != 0)
        {
            code.Line($"{ShimNames.Ahead}.{KnownNames.Mismatched}({Number(call)});");
            code.Line("return null;");
            code.Close();
        }

        var names = (one.Receiver.Length == 0 ? [] : (string[])[ShimNames.Self]).Concat(shim.Parameters.Select(static parameter => parameter.Name)).ToList();
        var given = names.Contains("s") ? "s_" : "s"; // before C# 8, a lambda's parameter may not be named as one of the method's
        var state = names.Count switch { 0 => "0", 1 => names[0], _ => $"({string.Join(", ", names)})" };
        var parts = names.Count switch { 0 => "", 1 => given, _ => string.Join(", ", Enumerable.Range(1, names.Count).Select(i => $"{given}.Item{Number(i)}")) };
        code.Line($"return {ShimNames.Ahead}.{KnownNames.Take}({Number(call)}, {state}, {given} => {edge}({parts}){(shim.Async == AsyncKind.ValueTask ? ".AsTask()" : "")});");
        code.Close();
    }

    private static IEnumerable<string> Comparisons(AheadCallModel one, ShimModel shim, int call)
    {
        if (one.Receiver.Length != 0)
            yield return $"ReferenceEquals({ShimNames.Ahead}.{Receiver(call)}, {ShimNames.Self})";
        for (var i = 0; i < shim.Parameters.Count; i++)
        {
            var parameter = shim.Parameters[i];
            yield return i == 0 && one.IsFirstByReference
                ? $"ReferenceEquals({ShimNames.Ahead}.{Argument(call, i)}, {parameter.Name})"
                : $"global::System.Collections.Generic.EqualityComparer<{parameter.Type}>.Default.Equals({ShimNames.Ahead}.{Argument(call, i)}, {parameter.Name})";
        }
    }

    private static void EmitHidden(CodeWriter code, int call, WarmModel warm)
    {
        code.Line();
        code.Line($"[{CompilerServices}.UnsafeAccessor({CompilerServices}.UnsafeAccessorKind.{(warm.IsStatic ? "StaticMethod" : "Method")}, Name = \"{warm.Name.TrimStart('@')}\")]");
        code.Line($"private static extern {warm.ReturnType} {WarmTarget(call)}({ShimText.Join($"{warm.Container} {ShimNames.Self}", string.Join(", ", warm.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}")))});");
    }

    private static void EmitField(CodeWriter code, int field, HiddenFieldModel hidden)
    {
        code.Line();
        code.Line($"[{CompilerServices}.UnsafeAccessor({CompilerServices}.UnsafeAccessorKind.Field, Name = \"{hidden.MetadataName}\")]");
        code.Line($"private static extern ref {hidden.Type} {AccessorOf(field)}({hidden.Owner} {ShimNames.Self});");
    }

    /// <summary>The shape of the callee where it is called.</summary>
    public static ShimModel ShimOf(FileModel file, AheadCallModel call) => call.Shim ?? file.Edges[call.Edge].Shim;

    public static string AccessorOf(int field) => "Field" + Number(field);

    public static string Receiver(int call) => "receiver" + Number(call);

    public static string Argument(int call, int argument) => $"argument{Number(call)}_{Number(argument)}";

    public static string Call(int call) => "Call" + Number(call);

    public static string WarmTarget(int call) => $"Warm{Number(call)}_Target";

    public static bool IsToken(ParameterModel parameter) => parameter.Type == Token;

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string FieldOf(ParameterModel parameter) => PlanModel.FieldOf(parameter.Name);
}
