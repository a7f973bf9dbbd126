namespace ShadowGen.Fuzzer.Generation;

/// <summary>Writes expressions of a wanted type, with calls in them wherever calls can stand.</summary>
internal sealed class Expressions
{
    private readonly Universe _universe;
    private readonly Rng _random;

    public Expressions(Universe universe)
    {
        _universe = universe;
        _random = universe.Random;
        Calls = new Calls(universe, this);
    }

    public Calls Calls { get; }

    /// <param name="depth">How much deeper expressions may nest.</param>
    public string Value(string type, Scope scope, int depth)
    {
        var locals = scope.Locals.FindAll(local => local.Type == type && (!scope.InLambda || local.CanCapture));
        if (locals.Count > 0 && _random.Chance(25))
            return _random.Chance(40) && _universe.Find(type) is null ? $"W.V({_random.Pick(locals).Name})" : _random.Pick(locals).Name;
        if (depth > 0 && _random.Chance(55) && Calls.Returning(type, scope, depth - 1) is { } call)
            return call;
        if (depth > 0 && _random.Chance(10))
            return $"(W.B() ? {Value(type, scope, depth - 1)} : {Value(type, scope, depth - 1)})";
        return Simple(type, scope, depth);
    }

    public string Int(Scope scope, int depth) => Value("int", scope, depth);

    private string Simple(string type, Scope scope, int depth)
    {
        switch (type)
        {
            case "int":
                return IntOf(scope, depth);
            case "long":
                return _random.Chance(50) ? $"{_random.Next(9)}L" : $"(long)({Int(scope, depth - 1)})";
            case "bool":
                return _random.PickOf("true", "W.B()", $"({Int(scope, depth - 1)} > {_random.Next(9)})");
            case "string":
                return StringOf(scope, depth);
            case "object":
                return _random.Chance(50) ? $"(object)({Value("string", scope, depth - 1)})" : $"(object)({Int(scope, depth - 1)})";
            case "int[]":
                return $"new int[] {{ {Int(scope, depth - 1)}, {_random.Next(9)} }}";
            case "int?":
                return _random.Chance(30) ? "default(int?)" : $"(int?)({Int(scope, depth - 1)})";
            case "(int, string)":
                return $"({Int(scope, depth - 1)}, {Value("string", scope, depth - 1)})";
            case "Func<int, int>":
                return LambdaOf(scope, depth);
            case "Span<int>" or "ReadOnlySpan<int>":
                return $"new int[] {{ {Int(scope.WithoutAwait(), depth - 1)} }}";
        }

        if (_universe.Find(type) is { } user)
            return Instance(user, scope, depth);
        return $"W.Any<{type}>()";
    }

    /// <summary>An instance, or an heir's or implementer's.</summary>
    public string Instance(TypeDecl type, Scope scope, int depth)
    {
        var concrete = _universe.Concrete(type).Where(t => CanName(t, scope)).ToList();
        if (concrete.Count == 0)
            return $"W.Any<{type.Closed}>()";
        var made = _random.Pick(concrete);
        var isGlobal = !made.IsHidden && made.Kind != Kind.RefStruct && _random.Chance(50);
        var text = isGlobal ? $"G.{_random.PickOf("F", "R", "P", "Q")}{made.Name}" : $"new {made.Closed}({Int(scope, Math.Min(depth - 1, 1))})";
        if (isGlobal && _random.Chance(20))
            text = $"G.A{made.Name}[{_random.Next(2)}]";
        return made == type ? text : $"(({type.Closed}){text})";
    }

    public static bool CanName(TypeDecl type, Scope scope)
    {
        for (var t = type; t is not null; t = t.Outer)
        {
            if (t.Access == "private" && scope.Type?.IsWithin(t.Outer) != true)
                return false;
        }

        return true;
    }

    private string IntOf(Scope scope, int depth)
    {
        if (depth <= 0)
            return _random.Chance(50) ? _random.Next(10).ToString(System.Globalization.CultureInfo.InvariantCulture) : $"W.V({_random.Next(10)})";
        return _random.Next(9) switch
        {
            0 => $"checked({Int(scope, depth - 1)} + {Int(scope, depth - 1)})",
            1 => $"({Int(scope, depth - 1)} - {Int(scope, depth - 1)})",
            2 => $"unchecked({Int(scope, depth - 1)} * 3)",
            3 => $"({Value("string", scope, depth - 1)} ?? \"\").Length",
            4 => $"(int)({Value("long", scope, depth - 1)})",
            5 => $"({Value("int?", scope, depth - 1)} ?? {_random.Next(9)})",
            6 => QueryOf(scope, depth),
            7 when scope.HasThis && scope.Type is { Kind: not Kind.Interface } => "S",
            _ => $"W.V({_random.Next(10)})",
        };
    }

    private string QueryOf(Scope scope, int depth)
    {
        var x = _universe.Name("x");
        var inner = scope.Lambda(new Local(x, "int", false, true, IsVariable: false));
        return $"W.Drain(from {x} in new int[] {{ 1, 2 }} where {Value("bool", inner, 1)} select {Int(inner, depth - 1)}, 3)";
    }

    private string StringOf(Scope scope, int depth)
    {
        if (depth <= 0)
            return $"\"{_random.PickOf("a", "bc", "")}\"";
        return _random.Next(5) switch
        {
            0 => $"$\"{{{Parenthesised(Int(scope, depth - 1))}}}-{{{Parenthesised(Value("string", scope, depth - 1))}}}\"",
            1 => $"({Value("string", scope, depth - 1)} + {Int(scope, depth - 1)})",
            2 => $"W.S({Value("object", scope, depth - 1)})",
            _ => $"W.V(\"{_random.PickOf("x", "yz")}\")",
        };
    }

    // Before C# 11 an interpolation hole holds no line break, and a conditional must stand in parentheses.
    private static string Parenthesised(string text) => text.Contains('"', StringComparison.Ordinal) ? $"W.S({text.Length})" : $"({text})";

    private string LambdaOf(Scope scope, int depth)
    {
        var x = _universe.Name("x");
        var inner = scope.Lambda(new Local(x, "int", false, true));
        return $"((Func<int, int>)({x} => {Int(inner, depth - 1)}))";
    }
}
