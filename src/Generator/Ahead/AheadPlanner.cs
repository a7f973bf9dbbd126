using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Effects;
using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Ahead;

/// <summary>Plans, for each method of a file that calls what is marked <c>Speculative</c> or <c>Prefetch</c>, which of these calls may be made ahead, and from where on.</summary>
internal static class AheadPlanner
{
    public static EquatableArray<PlanModel> Plan(IReadOnlyList<InterceptedSite> sites, SemanticModel model, BindingSession session, CancellationToken cancellation)
    {
        if (AheadMarks.Find(session, cancellation) is not { } marks)
            return EquatableArray<PlanModel>.Empty;
        var effects = new EffectAnalysis(session.Compilation, marks.IsTrusted, model.SyntaxTree);
        var plans = new List<PlanModel>();
        foreach (var calls in sites.GroupBy(static site => site.Caller.DocId, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!calls.Any(call => marks.IsMarked(call.Callee)))
                continue;

            // A fault of ours costs one plan, never the user's build.
            Guard.Run(() =>
            {
                if (Plan([.. calls], marks, effects, model, session, cancellation) is { } plan)
                    plans.Add(plan);
                return SkipReason.None;
            });
        }

        return plans.OrderBy(static plan => plan.DocId, StringComparer.Ordinal).ToEquatableArray();
    }

    private static PlanModel? Plan(List<InterceptedSite> sites, AheadMarks marks, EffectAnalysis effects, SemanticModel model, BindingSession session, CancellationToken cancellation)
    {
        if (sites[0].Caller is not { Symbol: IMethodSymbol method, DocId: var docId } || !MayBegin(method, session) || session.ShimOf(method).Shim is not { Home: null, IsUnsafe: false, IsObsolete: false } shim
            || shim.ExperimentalIds.Count != 0 || MethodBody.Of(method, model, cancellation) is not { } body)
            return null;
        var planner = new CallPlanner(method, shim, body, sites, marks, effects, session, cancellation);
        foreach (var site in sites.OrderBy(static site => site.Invocation.SpanStart))
            planner.TryAdd(site);
        if (planner.Calls.Count == 0)
            return null;
        var id = session.IdOf(session.Compilation.Assembly.Name, docId);
        return new PlanModel(
            id, docId, sites[0].Caller.Display, $"{shim.Name.TrimStart('@')}_Ahead_{id.Substring(0, 8)}",
            shim.Receiver == ReceiverKind.Value ? shim.Container : "",
            (method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed,
            shim.Parameters, planner.Fields.ToEquatableArray(), planner.Calls.ToEquatableArray(), planner.Sites.ToEquatableArray())
        {
            Slots = Slots(method).Select(slot => session.IdOf(session.Compilation.Assembly.Name, session.DocIdOf(slot))).OrderBy(static slot => slot, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private static IEnumerable<IMethodSymbol> Slots(IMethodSymbol method)
    {
        var type = method.ContainingType;
        var contracts = type.AllInterfaces.SelectMany(static contract => contract.GetMembers().OfType<IMethodSymbol>())
            .Where(member => member.MethodKind == MethodKind.Ordinary && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method));
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            contracts = contracts.Append(overridden);
        return contracts.Where(slot => slot.Arity == 0 && slot.ContainingType.Arity == 0 && SymbolEqualityComparer.Default.Equals(slot.ContainingAssembly, type.ContainingAssembly));
    }

    // The scope is a class that is not generic, and keeps what the method is given.
    private static bool MayBegin(IMethodSymbol method, BindingSession session) =>
        method is { MethodKind: MethodKind.Ordinary, Arity: 0, ContainingType.TypeKind: TypeKind.Class, IsExtensionMethod: false }
        && PartialTypes.Chain(method.ContainingType).All(static type => type.Arity == 0 && !type.IsExtension)
        && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic))
        && !Iterators.IsIterator(method)
        && (session.OptIn.IsShadowed(method) || Slots(method).Any(session.OptIn.IsShadowed));
}
