namespace ShadowGen.Fuzzer.Generation;

/// <summary>Writes blocks of statements in which calls stand in every position that a statement has.</summary>
internal sealed class Statements(Universe universe, Expressions expressions)
{
    private readonly Rng _random = universe.Random;

    public string Block(Scope scope, int count, int depth)
    {
        var inner = scope.Block();
        return "{ " + string.Join(" ", Enumerable.Range(0, count).Select(_ => One(inner, depth))) + " }";
    }

    /// <summary>One statement, with what it needs before it.</summary>
    public string One(Scope scope, int depth)
    {
        scope.Hoisted.Clear();
        var text = Write(scope, depth);
        var before = string.Join(" ", scope.Hoisted);
        scope.Hoisted.Clear();
        return before.Length == 0 ? text : before + " " + text;
    }

    private string Write(Scope scope, int depth) => _random.Next(depth > 0 ? 16 : 5) switch
    {
        0 or 1 => expressions.Calls.ForEffect(scope, 2) is { } call ? call + ";" : "W.Say(\"-\");",
        2 => Declare(scope),
        3 => $"W.V({expressions.Int(scope, 2)});",
        4 => Change(scope),
        5 => $"if ({expressions.Value("bool", scope, 2)}) {Block(scope, 1, depth - 1)} else {Block(scope, 1, depth - 1)}",
        6 => Loop(scope, depth),
        7 => $"foreach (var {universe.Name("e")} in new int[] {{ {expressions.Int(scope, 2)}, 2 }}) {Block(scope, 1, depth - 1)}",
        8 => Switch(scope, depth),
        9 or 10 => Try(scope, depth),
        11 => LocalFunction(scope, depth),
        12 => Lambda(scope, depth),
        13 => $"lock (W.Cells) {Block(scope.WithoutAwait(), 1, depth - 1)}",
        14 => $"if ({expressions.Int(scope, 1)} == 4) throw new InvalidOperationException({expressions.Value("string", scope, 1)});",
        _ => expressions.Calls.ForEffect(scope, 3) is { } call ? call + ";" : "W.Say(\"-\");",
    };

    private string Declare(Scope scope)
    {
        var type = _random.PickOf("int", "string", "long", "int?", _random.Pick(universe.ValueTypes));
        var name = universe.Name("v");
        var text = $"{type} {name} = {expressions.Value(type, scope, 3)};";
        // Not captured: a variable that a lambda holds may not be passed by reference from an iterator.
        scope.Locals.Add(new Local(name, type, CanWrite: true, CanCapture: true));
        return text;
    }

    private string Change(Scope scope)
    {
        if (scope.CanMutate)
            return $"S += {expressions.Int(scope.WithoutAwait(), 2)};";
        var written = scope.Locals.FindAll(l => l.CanWrite && l.Type is "int" && (!scope.InLambda || l.CanCapture));
        return written.Count == 0 ? $"W.Cells[{_random.Next(4)}] += {expressions.Int(scope, 2)};" : $"{_random.Pick(written).Name} = {expressions.Int(scope, 2)};";
    }

    private string Loop(Scope scope, int depth)
    {
        var i = universe.Name("i");
        var inner = scope.Block();
        inner.Locals.Add(new Local(i, "int", false, true));
        return $"for (var {i} = 0; {i} < {_random.Next(1, 4)}; {i}++) {Block(inner, 1, depth - 1)}";
    }

    private string Switch(Scope scope, int depth) =>
        $"switch ({expressions.Int(scope, 2)} & 1) {{ case 0: {Block(scope, 1, depth - 1)} break; default: {Block(scope, 1, depth - 1)} break; }}";

    private string Try(Scope scope, int depth)
    {
        var e = universe.Name("e");
        var filter = _random.Chance(40) ? $" when (W.Here(\"{scope.Key}\") && {expressions.Value("bool", scope.WithoutAwait() with { CanHoist = false }, 2)})" : "";
        var tail = _random.Chance(40) ? $" finally {{ W.Here(\"{scope.Key}\"); {Block(scope.WithoutAwait(), 1, depth - 1)} }}" : "";
        return $"try {Block(scope, 2, depth - 1)} catch (InvalidOperationException {e}){filter} {{ W.Caught({e}); {One(scope.WithoutAwait().Block(), 0)} }}{tail}";
    }

    private string LocalFunction(Scope scope, int depth)
    {
        var name = universe.Name("L");
        var p = universe.Name("p");
        var inner = scope.Lambda(new Local(p, "int", true, true)) with { Hoisted = [], CanHoist = true, InStateMachine = false };
        var isStatic = universe.Has(Level.CSharp10) && _random.Chance(30);
        if (isStatic)
            inner = inner with { Locals = [new Local(p, "int", true, true)], HasThis = false, CanMutate = false };
        var body = Block(inner, 1, depth - 1);
        var value = expressions.Int(inner with { CanHoist = false }, 2);
        return $"{(isStatic ? "static " : "")}int {name}(int {p}) {{ {body} return {value}; }} W.V({name}({expressions.Int(scope, 1)}));";
    }

    private string Lambda(Scope scope, int depth)
    {
        var name = universe.Name("a");
        var inner = scope.Lambda() with { Hoisted = [], CanHoist = true, InStateMachine = false };
        return $"Action {name} = () => {Block(inner, 1, depth - 1)}; {name}();";
    }
}
