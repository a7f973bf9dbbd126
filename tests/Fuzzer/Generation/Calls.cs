namespace ShadowGen.Fuzzer.Generation;

/// <summary>Writes calls: picks a callee that the place can see, a receiver, type arguments, and hands the arguments on.</summary>
internal sealed class Calls(Universe universe, Expressions expressions)
{
    private const int Tries = 14;

    private readonly Rng _random = universe.Random;
    private readonly Arguments _arguments = new(universe, expressions);
    private readonly Receivers _receivers = new(universe, expressions);

    /// <summary>A call whose value is of the type, or null when luck found none.</summary>
    public string? Returning(string type, Scope scope, int depth)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (Try(type, scope, depth) is { } call)
                return call;
        }

        return null;
    }

    /// <summary>A call for its effects, as a statement without its semicolon.</summary>
    public string? ForEffect(Scope scope, int depth)
    {
        for (var i = 0; i < Tries; i++)
        {
            if (Try(null, scope, depth) is { } call)
                return call;
        }

        return null;
    }

    private string? Try(string? wanted, Scope scope, int depth)
    {
        if (scope.HasThis && scope.Type is { } own && own.Kind != Kind.Interface && _random.Chance(35))
        {
            var (method, map) = PickFrom(Members.OfThis(own));
            return method is null ? null : Build(method, map, wanted, scope, depth, own, viaThis: true);
        }

        if (scope.TypeParameters.Count > 0 && _random.Chance(30) && _random.Pick(scope.TypeParameters) is { Interface: { } contract } parameter)
            return ThroughParameter(parameter, contract, wanted, scope, depth);

        var type = _random.Pick(universe.Types);
        if (!Expressions.CanName(type, scope))
            return null;
        var (callee, closed) = PickFrom(Members.Of(type));
        return callee is null ? null : Build(callee, closed, wanted, scope, depth, type, viaThis: false);
    }

    private (Method? Method, Dictionary<string, string> Map) PickFrom(IEnumerable<(Method Method, Dictionary<string, string> Map)> members)
    {
        var all = members.ToList();
        return all.Count == 0 ? (null, []) : _random.Pick(all);
    }

    private string? Build(Method method, Dictionary<string, string> map, string? wanted, Scope scope, int depth, TypeDecl type, bool viaThis)
    {
        if (!CanCall(method, scope, viaThis))
            return null;
        var call = Close(method, map, wanted, scope);
        if (call is null)
            return null;
        var receiver = _receivers.For(method, type, scope, depth, viaThis);
        if (receiver is null)
            return null;
        return Finish(call, receiver, wanted, scope, depth);
    }

    private string? ThroughParameter(TypeParameter parameter, TypeDecl contract, string? wanted, Scope scope, int depth)
    {
        var locals = scope.Locals.FindAll(local => local.Type == parameter.Name && (!scope.InLambda || local.CanCapture));
        var (method, map) = PickFrom(Members.Of(contract));
        if (locals.Count == 0 || method is null || Close(method, map, wanted, scope) is not { } call)
            return null;
        var receiver = new Receiver(_random.Pick(locals).Name, parameter.Constraint.StartsWith("class", StringComparison.Ordinal) ? "" : "constrained-type-parameter");
        return Finish(call, receiver, wanted, scope, depth);
    }

    // Protected members are called on this only: which other receivers are allowed depends on their type.
    private static bool CanCall(Method method, Scope scope, bool viaThis) => method.Access switch
    {
        "private" => scope.Type?.IsWithin(method.Owner) == true,
        "protected" or "private protected" => viaThis || (method.IsStatic && scope.Type?.DerivesFrom(method.Owner) == true),
        _ => true,
    };

    /// <summary>Chooses type arguments; null when the result is not what is wanted.</summary>
    private CallPlan? Close(Method method, Dictionary<string, string> map, string? wanted, Scope scope)
    {
        var closed = new Dictionary<string, string>(map);
        foreach (var parameter in method.TypeParameters)
        {
            if (TypeArguments.For(parameter, wanted, method, universe, scope) is not { } argument)
                return null;
            closed[parameter.Name] = argument;
        }

        var result = method.IsLazy ? "int" : method.Return.In(closed);
        return wanted is null || result == wanted ? new CallPlan(method, closed, result) : null;
    }

    private string? Finish(CallPlan plan, Receiver receiver, string? wanted, Scope scope, int depth)
    {
        var method = plan.Method;
        var name = method.Name + TypeArguments.Write(plan, universe.Random);
        // A ref local, a span or a ref struct's receiver cannot live across an await.
        var isPlain = method.Parameters.TrueForAll(static p => p.Passing == Passing.Value && !p.IsSpan) && method.Flavour != Flavour.RefReturn && !method.Owner.IsValueType;
        var inner = isPlain ? scope : scope.WithoutAwait();
        string? first = null;
        if (method.IsExtension)
        {
            first = expressions.Value(method.Parameters[0].Type.In(plan.Map), inner, depth - 1);
            if (first is "null")
                return null;
        }

        var isReduced = first is not null && _random.Chance(60) && !IsFragile(first);
        if (_arguments.Write(plan, first, isReduced, receiver.Text != "base", inner, depth) is not { } arguments)
            return null;
        SkipRules.Allow(universe, scope, plan, receiver.Reason);
        var text = isReduced ? $"{first}.{name}({arguments})" : receiver.Text.Length == 0 ? $"{name}({arguments})" : $"{receiver.Text}.{name}({arguments})";
        if (!isReduced && receiver.CanBeNull && ConditionalAccess(plan, receiver, name, arguments) is { } conditional)
            text = wanted is null && plan.Result != "void" ? $"W.V({conditional})" : conditional;
        return CallWrapping.Wrap(plan, text, wanted, scope, _random);
    }

    // `default(object).M()` and a number's member access read badly as a receiver; a cast binds weaker than the dot.
    private static bool IsFragile(string receiver) =>
        receiver.StartsWith("default", StringComparison.Ordinal) || char.IsDigit(receiver[0]) || receiver[0] == '(' || receiver.StartsWith("new ", StringComparison.Ordinal) || receiver.StartsWith("await", StringComparison.Ordinal);

    private string? ConditionalAccess(CallPlan plan, Receiver receiver, string name, string arguments)
    {
        if (plan.Method.Flavour != Flavour.Plain || !_random.Chance(25))
            return null;
        var nullable = receiver.IsValueType ? $"(({receiver.Type}?)({receiver.Text}))" : $"(W.B() ? {receiver.Text} : default({receiver.Type}))";
        return plan.Result switch
        {
            "int" or "long" => $"({nullable}?.{name}({arguments}) ?? 5)",
            "string" => $"({nullable}?.{name}({arguments}) ?? \"n\")",
            "void" => $"{nullable}?.{name}({arguments})",
            _ => null,
        };
    }
}

/// <param name="Result">The closed type of the value.</param>
internal sealed record CallPlan(Method Method, Dictionary<string, string> Map, string Result);
