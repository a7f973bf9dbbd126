using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the body of a shim whose callee has a plan: where that is wanted, a scope accompanies the call.</summary>
internal static class AccompaniedEmitter
{
    public static void Emit(CodeWriter code, ShimText text, PlanLinkModel plan, string observe)
    {
        var isAsync = text.Shim.Async is AsyncKind.Task or AsyncKind.ValueTask;
        var isExact = plan.ExactType.Length == 0 ? "" : $" && {ShimNames.Self}?.GetType() == typeof({plan.ExactType})";
        if (isAsync)
            code.Line($"{text.Shim.ReturnType} {ShimNames.Result} = default;");
        code.Line($"var {ShimNames.Ahead} = {plan.Class}.{AheadEmitter.Plan}.{KnownNames.IsWanted}{isExact} ? new {text.Forward(plan.Class)} : null;");
        code.Line($"{ShimNames.Ahead}?.{KnownNames.Begin}();");
        code.Open("try");
        if (isAsync)
        {
            code.Line($"{ShimNames.Result} = {text.Call};");
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
}
