using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Emit;

/// <summary>Writes the shim of one edge: the call, between entering its frame and leaving it.</summary>
internal static class ShimEmitter
{
    public const string First = "First";

    private const string Exit = $"finally {{ {ShimNames.Frame}.{KnownNames.Exit}(); }}";

    private const string CompilerServices = "global::System.Runtime.CompilerServices";

    public static void Emit(CodeWriter code, FileModel file, int k, string path)
    {
        var edge = file.Edges[k];
        if (edge.Shim.Home is { } home)
        {
            EmitAtHome(code, file, k, home, path);
            return;
        }

        var name = edge.Shim.Name.TrimStart('@') + "_" + k.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var slot = $"{First} + {k}";
        var ahead = AheadSiteEmitter.SitesOf(file, k);
        var plain = edge.Sites.Where(site => !site.IsBaseCall && !ahead.ContainsKey(site)).ToList();
        var isPlain = plain.Count + ahead.Count != 0;
        if (isPlain)
            Emit(code, edge, plain, name, new ShimText(edge.Shim, name, slot), slot, path, [.. file.Links.Where(link => link.MethodId == edge.CalleeId)]);
        AheadSiteEmitter.Emit(code, edge, ahead, name, new ShimText(edge.Shim, name, slot), path);
        if (edge.Bridge is not { } bridge)
            return;
        if (isPlain)
            code.Line();
        var text = new ShimText(edge.Shim with { Accessor = null }, name + "_Base", slot) { Bridge = $"(({bridge.Type}){ShimNames.Self}).{BridgeEmitter.NameOf(file, k)}" };
        Emit(code, edge, edge.Sites.Where(static site => site.IsBaseCall), name + "_Base", text, slot, path);
    }

    /// <summary>Writes the budgets of the callees that have one: all shims of a callee have the same, whatever file they stand in.</summary>
    public static void EmitBudgets(CodeWriter code, FileModel file)
    {
        for (var k = 0; k < file.Edges.Count; k++)
        {
            if (file.Edges[k].Shim.Budget is not { } budget)
                continue;
            code.Line();
            code.Line($"internal static readonly {KnownNames.ShadowMethodBudget} Budget_{k} = {KnownNames.ShadowMethodBudget}.{KnownNames.Of}(\"{budget.Id}\", \"{budget.Name}\", {budget.Limits});");
        }
    }

    private static void EmitAtHome(CodeWriter code, FileModel file, int k, HomeModel home, string path)
    {
        var edge = file.Edges[k];
        var name = PartialTypeEmitter.MemberOf(file, k, "");
        var slot = $"global::{KnownNames.GeneratedNamespace}.{FileNames.Class(file)}.{First} + {k}";
        PartialTypeEmitter.Open(code, home.Type);
        Emit(code, edge, edge.Sites, name, new ShimText(edge.Shim, name, slot), slot, path);
        PartialTypeEmitter.Close(code, home.Type);
    }

    private static void Emit(CodeWriter code, EdgeModel edge, IEnumerable<SiteModel> sites, string name, ShimText text, string slot, string path, List<PlanLinkModel>? plans = null)
    {
        var shim = text.Shim;
        var enter = shim.Async is AsyncKind.None or AsyncKind.Enumeration ? KnownNames.Enter : KnownNames.EnterAsync;

        Open(code, edge.Display, sites, name, text, path);
        if (shim.Budget is not null)
        {
            code.Line($"var {ShimNames.Budget} = {BudgetOf(slot)}.{KnownNames.Enter}({slot});");
            code.Open("try");
        }

        code.Line($"var {ShimNames.Frame} = {text.Runtime}{KnownNames.ShadowCall}.{enter}({slot});");

        // Before the call, which may change what they refer to.
        if (shim.Features.Count != 0)
            code.Line($"if ({ShimNames.Frame}.{KnownNames.IsMeasured}) {text.Runtime}{KnownNames.ShadowCall}.{KnownNames.Arguments}({FeatureText.Reads(shim.Features, shim.Parameters, text.Runtime)});");
        switch (shim.Async)
        {
            case var _ when plans is { Count: > 0 }:
                AccompaniedEmitter.Emit(code, text, plans, Observe(text));
                break;
            case AsyncKind.None:
                code.Line($"try {{ {text.Give(text.Call)} }}");
                code.Line(Exit);
                break;
            case AsyncKind.Task:
                EmitTaskBody(code, text);
                break;
            case AsyncKind.Enumeration:
                EmitEnumerationBody(code, text);
                break;
            default:
                EmitValueTaskBody(code, text);
                break;
        }

        if (shim.Budget is not null)
        {
            code.Close();
            code.Line($"finally {{ {ShimNames.Budget}.{KnownNames.Exit}(); }}");
        }

        code.Close();
        if (shim.Accessor is not null)
            AccessorEmitter.Emit(code, text);
    }

    /// <summary>Writes a shim up to its body.</summary>
    public static void Open(CodeWriter code, string comment, IEnumerable<SiteModel> sites, string name, ShimText text, string path)
    {
        code.Line("// " + comment);
        foreach (var site in sites)
            code.Line($"[{CompilerServices}.InterceptsLocation({site.Location.Version}, \"{site.Location.Data}\")] // {path}({site.Line},{site.Column})");
        Attributes(code, text.Shim);
        code.Open($"{text.Modifiers}{text.Shim.ReturnType} {name}{text.TypeParameters}({text.Parameters(asExtension: true)}){text.Where}");
    }

    private static void EmitTaskBody(CodeWriter code, ShimText text)
    {
        code.Open("try");
        code.Line($"var {ShimNames.Result} = {text.Call};");
        Await(code, text.Shim);
        code.Line(Observe(text));
        code.Line($"return {ShimNames.Result};");
        code.Close();
        code.Line(Exit);
    }

    private static void EmitEnumerationBody(CodeWriter code, ShimText text)
    {
        code.Open("try");
        code.Line($"var {ShimNames.Result} = {text.Call};");
        code.Line($"return {ShimNames.Frame}.{KnownNames.IsMeasured} ? {text.Runtime}{KnownNames.ShadowEnumeration}.{KnownNames.Measure}({ShimNames.Result}) : {ShimNames.Result};");
        code.Close();
        code.Line(Exit);
    }

    // A ValueTask is a struct of two words: returned from within the try, it would be copied once more.
    private static void EmitValueTaskBody(CodeWriter code, ShimText text)
    {
        code.Line($"{text.Shim.ReturnType} {ShimNames.Result};");
        code.Open("try");
        code.Line($"{ShimNames.Result} = {text.Call};");
        Await(code, text.Shim);
        code.Line(Observe(text));
        code.Close();
        code.Line(Exit);
        code.Line($"return {ShimNames.Result};");
    }

    private static string Observe(ShimText text) => $"if ({ShimNames.Frame}.{KnownNames.IsMeasured}) {text.Runtime}{KnownNames.ShadowCall}.{KnownNames.Observe}({ShimNames.Result});";

    /// <summary>A budget lasts until an async result is complete.</summary>
    public static void Await(CodeWriter code, ShimModel shim)
    {
        if (shim.Budget is not null)
            code.Line($"{ShimNames.Budget}.{KnownNames.Await}({ShimNames.Result});");
    }

    // Beside the slot: First + 3 has Budget_3.
    private static string BudgetOf(string slot) => slot.Replace($"{First} + ", "Budget_");

    private static void Attributes(CodeWriter code, ShimModel shim)
    {
        if (shim.Home is not null)
            PartialTypeEmitter.Hide(code);

        // Faster for each kind of result, and no slower to compile at tier 0, where nothing is inlined.
        code.Line($"[{CompilerServices}.MethodImpl({CompilerServices}.MethodImplOptions.AggressiveInlining)]");

        if (shim.IsUnscoped)
            code.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");

        // Only code that is obsolete itself may name what is obsolete as an error.
        if (shim.IsObsolete)
            code.Line("[global::System.Obsolete]");
    }
}
