using System.Globalization;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the shims of single call sites within a planned method: around the edge's own shim, they take what was made ahead, and say where the method is.</summary>
internal static class AheadSiteEmitter
{
    /// <summary>The sites of an edge that are a plan's.</summary>
    public static IReadOnlyDictionary<SiteModel, (PlanModel Plan, AheadSiteModel Ahead)> SitesOf(FileModel file, int k)
    {
        var found = new Dictionary<SiteModel, (PlanModel, AheadSiteModel)>();
        foreach (var plan in file.Plans)
        {
            foreach (var ahead in plan.Sites.Where(ahead => ahead.Edge == k))
            {
                if (file.Edges[k].Sites.FirstOrDefault(site => site.Line == ahead.Line && site.Column == ahead.Column) is { } site)
                    found[site] = (plan, ahead);
            }
        }

        return found;
    }

    public static void Emit(CodeWriter code, EdgeModel edge, IReadOnlyDictionary<SiteModel, (PlanModel Plan, AheadSiteModel Ahead)> sites, string plain, ShimText text, string path)
    {
        foreach (var entry in sites.OrderBy(static entry => entry.Key.Line).ThenBy(static entry => entry.Key.Column))
        {
            var (plan, ahead) = entry.Value;
            var call = ahead.Call < 0 ? null : plan.Calls[ahead.Call];
            var name = $"{plain}_{entry.Key.Line.ToString(CultureInfo.InvariantCulture)}_{entry.Key.Column.ToString(CultureInfo.InvariantCulture)}";
            var shape = call?.Shim is { } closed ? new ShimText(closed, name, "") : text;
            code.Line();
            ShimEmitter.Open(code, edge.Display, [entry.Key], name, shape, path);
            var scope = $"{plan.Class}.{AheadEmitter.Plan}";
            if (ahead.Point > 0)
                code.Line($"{KnownNames.AheadScope}.{KnownNames.Reached}({scope}, {Number(ahead.Point)});");
            if (ahead.Call < 0)
                code.Line(shape.Give(shape.Forward(plain)));
            else
                EmitPlanned(code, plan, ahead.Call, scope, plain + call!.TypeArguments, shape);
            code.Close();
        }
    }

    private static void EmitPlanned(CodeWriter code, PlanModel plan, int call, string scope, string plain, ShimText text)
    {
        var isAsync = text.Shim.Async is AsyncKind.Task or AsyncKind.ValueTask;
        if (plan.Calls[call].Kind == PlannedKind.Speculation)
        {
            code.Line($"var {ShimNames.Ahead} = {text.Forward($"{plan.Class}.{AheadEmitter.TakeOf(call)}")};");
            code.Line($"if ({ShimNames.Ahead} != null) return {(text.Shim.Async == AsyncKind.ValueTask ? $"new {text.Shim.ReturnType}({ShimNames.Ahead})" : ShimNames.Ahead)};");
        }
        else
        {
            code.Line($"{KnownNames.AheadScope}.{KnownNames.Passed}({scope}, {Number(call)});");
        }

        var made = $"{KnownNames.AheadScope}.{KnownNames.Made}({scope}, {Number(call)}, {(isAsync ? ShimNames.Result : "null")});";
        if (text.Shim.Returns == ReturnKind.Void)
        {
            code.Line($"{text.Forward(plain)};");
            code.Line(made);
            return;
        }

        var reference = text.Shim.Returns == ReturnKind.Ref ? "ref " : "";
        code.Line($"{reference}var {ShimNames.Result} = {reference}{text.Forward(plain)};");
        code.Line(made);
        code.Line($"return {reference}{ShimNames.Result};");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
