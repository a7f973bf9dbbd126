namespace ShadowGen.Fuzzer.Generation;

/// <summary>Writes the body of a method: it tells the witness that it was entered, does something, and gives a result.</summary>
internal sealed class BodyWriter(Universe universe)
{
    private readonly Rng _random = universe.Random;
    private readonly Expressions _expressions = new(universe);

    public Expressions Expressions => _expressions;

    public string Write(Method method)
    {
        var scope = ScopeOf(method);
        var statements = new Statements(universe, _expressions);
        var count = _random.Next(1, 3);
        var work = string.Join(" ", Enumerable.Range(0, count).Select(_ => statements.One(scope, 2)));
        scope.Hoisted.Clear();
        var result = Result(method, scope);
        var before = string.Join(" ", scope.Hoisted);
        var outs = string.Concat(method.Parameters.Where(static p => p.Passing == Passing.Out).Select(static p => $"{p.Name} = W.Any<{p.Type}>(); "));
        var enter = method.IsLazy ? "Open" : "Enter";
        return $"{{ {outs}using (var f = W.{enter}(\"{method.Name}\", {Shown(method)})) {{ if (!f.Go) {Empty(method)} {work} {before} {result} }} }}";
    }

    public Scope ScopeOf(Method method)
    {
        var type = method.Owner;
        var hasThis = !method.IsStatic;
        var isAsync = method.Flavour is Flavour.Async or Flavour.AsyncIterator;
        var locals = method.Parameters.Where(static p => !p.IsSpan).Select(p => new Local(
            p.Name, p.Type, p.Passing is Passing.Value or Passing.Ref or Passing.Out, p.Passing == Passing.Value)).ToList();
        return new Scope(method.Name)
        {
            Type = type,
            HasThis = hasThis,
            CanMutate = hasThis && type.Kind is not (Kind.ReadonlyStruct or Kind.Interface) && !method.IsReadonly,
            CanAwait = isAsync,
            CanHoist = true,
            InStateMachine = method.IsLazy || isAsync,
            Locals = locals,
            TypeParameters = [.. method.TypeParameters, .. Outer(type)],
        };
    }

    private static IEnumerable<TypeParameter> Outer(TypeDecl? type)
    {
        for (; type is not null; type = type.Outer)
        {
            if (type.Generic is not null)
                yield return type.Generic;
        }
    }

    private static string Shown(Method method)
    {
        var shown = method.Parameters.Where(static p => p.Passing != Passing.Out).Select(static p => p.IsSpan ? $"{p.Name}.Length" : $"W.S({p.Name})");
        var state = !method.IsStatic && method.Owner.Kind != Kind.Interface ? ["W.S(S)"] : Array.Empty<string>();
        return "\"\" + " + string.Join(" + \",\" + ", state.Concat(shown).DefaultIfEmpty("\"\""));
    }

    private static string Empty(Method method) => method.Flavour switch
    {
        Flavour.Iterator or Flavour.AsyncIterator => "yield break;",
        Flavour.RefReturn => "return ref W.Cells[0];",
        _ => method.Return == "void" ? "return;" : $"return W.Any<{method.Return}>();",
    };

    private string Result(Method method, Scope scope)
    {
        switch (method.Flavour)
        {
            case Flavour.Iterator or Flavour.AsyncIterator:
                var wait = method.Flavour == Flavour.AsyncIterator ? "await f.Pause(); " : "";
                return $"yield return f.Leave({_expressions.Int(scope, 2)}); f.Resume(); {wait}yield return f.Leave({_expressions.Int(scope, 1)}); f.Resume();";
            case Flavour.RefReturn:
                return RefResult(method, scope);
            case Flavour.Async:
                var pause = _random.Chance(60) ? "await f.Pause(); " : "";
                return pause + (method.Return == "void" ? $"W.V({_expressions.Int(scope, 2)});" : $"return {_expressions.Value(method.Return, scope, 3)};");
            default:
                return method.Return == "void" ? "" : $"return {_expressions.Value(method.Return, scope, 3)};";
        }
    }

    private string RefResult(Method method, Scope scope)
    {
        var byRef = method.Parameters.FindAll(static p => p.Passing == Passing.Ref && p.Type == "int" && p.Modifier.Length == 0);
        return byRef.Count > 0 && _random.Chance(60)
            ? $"return ref {_random.Pick(byRef).Name};"
            : $"return ref W.Cells[{_expressions.Int(scope, 1)} & 3];";
    }
}
