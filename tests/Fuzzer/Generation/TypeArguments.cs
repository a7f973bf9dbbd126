namespace ShadowGen.Fuzzer.Generation;

/// <summary>Type arguments that meet their constraints, written out or left to inference.</summary>
internal static class TypeArguments
{
    /// <returns>Null when no type will do here.</returns>
    public static string? For(TypeParameter parameter, string? wanted, Method method, Universe universe, Scope scope)
    {
        var candidates = Candidates(parameter, universe);
        if (parameter.Constraint.Length == 0)
            candidates.AddRange(scope.TypeParameters.Where(static p => p.Constraint.Length == 0).Select(static p => p.Name));
        if (candidates.Count == 0)
            return null;
        if (method.Return == parameter.Name && wanted is not null)
            return candidates.Contains(wanted) ? wanted : null;
        return universe.Random.Pick(candidates);
    }

    public static string Write(CallPlan plan, Rng random)
    {
        var method = plan.Method;
        if (method.TypeParameters.Count == 0)
            return "";
        var canInfer = method.TypeParameters.TrueForAll(p =>
            plan.Map[p.Name] is "int" or "string" && method.Parameters.Exists(a => a.Type == p.Name && a.Passing == Passing.Value));
        return canInfer && random.Chance(60) ? "" : "<" + string.Join(", ", method.TypeParameters.Select(p => plan.Map[p.Name])) + ">";
    }

    private static List<string> Candidates(TypeParameter parameter, Universe universe)
    {
        var concrete = universe.Types.Where(static t => !t.IsHidden && t.Kind is not (Kind.StaticClass or Kind.RefStruct)).ToList();
        if (parameter.Interface is { } contract)
        {
            var needsClass = parameter.Constraint.StartsWith("class", StringComparison.Ordinal);
            return [.. concrete.Where(t => t.DerivesFrom(contract) && t.Kind != Kind.Interface && !t.IsAbstract && (!needsClass || !t.IsValueType)).Select(static t => t.Closed)];
        }

        return parameter.Constraint switch
        {
            "struct" => ["int", "bool", .. concrete.Where(static t => t.IsValueType).Select(static t => t.Closed)],
            "unmanaged" => ["int", "long"],
            "class" => ["string", "object", .. concrete.Where(static t => t.Kind == Kind.Class).Select(static t => t.Closed)],
            "new()" => ["int", "object"],
            _ => ["int", "string", "int[]", "(int, string)", .. concrete.Select(static t => t.Closed)],
        };
    }
}
