using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the body of a shim whose callee has a plan, or runs a method that has: where the plan is wanted, a scope accompanies the call.</summary>
internal static class AccompaniedEmitter
{
    public static void Emit(CodeWriter code, ShimText text, IReadOnlyList<PlanLinkModel> plans, string observe)
    {
        var isAsync = text.Shim.Async is AsyncKind.Task or AsyncKind.ValueTask;
        if (isAsync)
            code.Line($"{text.Shim.ReturnType} {ShimNames.Result} = default;");
        if (plans.Count == 1)
        {
            code.Line($"var {ShimNames.Ahead} = {Scope(text, plans[0], otherwise: "null")};");
        }
        else
        {
            code.Line($"{KnownNames.AheadScope} {ShimNames.Ahead} =");
            code.Indent();
            foreach (var plan in plans)
                code.Line($"{Scope(text, plan, otherwise: "")}");
            code.Line("null;");
            code.Outdent();
        }

        code.Line($"{ShimNames.Ahead}?.{KnownNames.Begin}();");
        code.Open("try");
        if (isAsync)
        {
            code.Line($"{ShimNames.Result} = {text.Call};");
            ShimEmitter.Await(code, text.Shim);
            code.Line(observe);
            code.Line($"return {ShimNames.Result};");
        }
        else
        {
            code.Line(text.Give(text.Call));
        }

        code.Close();
        code.Open("finally");
        code.Line($"{ShimNames.Ahead}?.{KnownNames.End}({(isAsync ? ShimNames.Result : "null")});");
        code.Line($"{ShimNames.Frame}.{KnownNames.Exit}();");
        code.Close();
    }

    private static string Scope(ShimText text, PlanLinkModel plan, string otherwise)
    {
        var isExact = plan.ExactType.Length == 0 ? "" : $"{ShimNames.Self}?.GetType() == typeof({plan.ExactType}) && ";
        var self = plan.IsCast ? $"({plan.ExactType}){ShimNames.Self}" : "";
        var made = $"new {text.Forward(plan.Class, self)}";
        return $"{isExact}{plan.Class}.{AheadEmitter.Plan}.{KnownNames.IsWanted} ? {(otherwise.Length == 0 && plan.IsCast ? $"({KnownNames.AheadScope})" : "")}{made} :{(otherwise.Length == 0 ? "" : " " + otherwise)}";
    }
}
