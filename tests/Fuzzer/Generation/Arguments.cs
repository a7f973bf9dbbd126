namespace ShadowGen.Fuzzer.Generation;

/// <summary>Writes the arguments of a call: by value and by reference, left out, named and out of order, expanded.</summary>
internal sealed class Arguments(Universe universe, Expressions expressions)
{
    private readonly Rng _random = universe.Random;

    /// <param name="first">The argument of an extension's <c>this</c> parameter, or null.</param>
    /// <param name="isReduced">It stands before the dot.</param>
    /// <param name="canName">Arguments may be named; an override's parameters may have other names than its base's.</param>
    /// <returns>Null when the place has no variable for a by-ref parameter.</returns>
    public string? Write(CallPlan plan, string? first, bool isReduced, bool canName, Scope scope, int depth)
    {
        var method = plan.Method;
        var texts = new List<(string Name, string Text)>();
        var isNamed = canName && !method.IsLazy && _random.Chance(20) && method.Parameters.TrueForAll(static p => !p.IsParams);
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            var parameter = method.Parameters[i];
            if (i == 0 && first is not null)
            {
                if (!isReduced)
                    texts.Add((parameter.Name, first));
                continue;
            }

            if (parameter.Default is not null && _random.Chance(60))
            {
                if (isNamed)
                    continue;
                break;
            }

            if (parameter.IsParams)
            {
                texts.AddRange(Expanded(parameter, plan, scope, depth).Select(text => (parameter.Name, text)));
                continue;
            }

            if (One(parameter, parameter.Type.In(plan.Map), scope, depth) is not { } argument)
                return null;
            if (method.IsLazy && i == method.Parameters.Count - 1)
                argument = $"W.Called(\"{method.Name}\", {argument})";
            texts.Add((parameter.Name, argument));
        }

        if (isNamed)
            return string.Join(", ", _random.Shuffle(texts).Select(static t => $"{t.Name}: {t.Text}"));
        return string.Join(", ", texts.Select(static t => t.Text));
    }

    private List<string> Expanded(Parameter parameter, CallPlan plan, Scope scope, int depth)
    {
        if (_random.Chance(25) || plan.Method.TypeParameters.Count > 0)
            return [expressions.Value("int[]", scope, 0)];
        return Enumerable.Range(0, _random.Next(4)).Select(_ => expressions.Int(parameter.IsSpan ? scope.WithoutAwait() : scope, depth - 1)).ToList();
    }

    private string? One(Parameter parameter, string type, Scope scope, int depth) => parameter.Passing switch
    {
        Passing.Ref => Variable(type, scope, mustWrite: true) is { } name ? "ref " + name : null,
        Passing.Out => Out(type, scope),
        Passing.In => _random.Chance(50) && Variable(type, scope, mustWrite: false) is { } name ? "in " + name : expressions.Value(type, scope, depth - 1),
        Passing.RefReadonly => Variable(type, scope, mustWrite: true) is { } name ? _random.PickOf("in ", "ref ") + name : null,
        _ => parameter.IsSpan ? expressions.Value(parameter.Type, scope, 1) : expressions.Value(type, scope, depth - 1),
    };

    private string? Out(string type, Scope scope)
    {
        if (scope.CanHoist && _random.Chance(60))
            return Variable(type, scope, mustWrite: true) is { } name ? "out " + name : null;
        return "out _";
    }

    private string? Variable(string type, Scope scope, bool mustWrite)
    {
        var locals = scope.Locals.FindAll(l => l is { IsVariable: true } && l.Type == type && (!mustWrite || l.CanWrite) && (!scope.InLambda || l.CanCapture));
        if (locals.Count > 0 && _random.Chance(50))
            return _random.Pick(locals).Name;
        if (type == "int" && _random.Chance(50))
            return $"W.Cells[{_random.Next(4)}]";
        if (universe.Find(type) is { Kind: not (Kind.Interface or Kind.RefStruct), IsAbstract: false, IsHidden: false } user && _random.Chance(50))
            return _random.PickOf($"G.F{user.Name}", $"G.A{user.Name}[1]", $"G.Q{user.Name}");
        if (!scope.CanHoist)
            return null;
        var name = universe.Name("v");
        scope.Hoisted.Add($"{type} {name} = {Initial(type)};");
        return name;
    }

    private string Initial(string type) => type switch
    {
        "int" or "long" => _random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "string" => "\"h\"",
        "Func<int, int>" => "z => z",
        "int[]" => "new int[] { 1, 2 }",
        "object" => "\"o\"",
        _ when universe.Find(type) is { IsAbstract: false, Kind: not Kind.Interface } user => $"new {user.Closed}({_random.Next(9)})",
        _ when universe.Find(type) is { } user && universe.Concrete(user).FirstOrDefault(static t => !t.IsHidden) is { } made => $"new {made.Closed}({_random.Next(9)})",
        _ => $"W.Any<{type}>()",
    };
}
