namespace ShadowGen.Fuzzer.Generation;

/// <param name="Text">What stands before the dot; "" for none.</param>
/// <param name="Reason">Why a call on it may stay plain, or "".</param>
/// <param name="Type">Its closed type when <c>?.</c> may be written on it.</param>
internal sealed record Receiver(string Text, string Reason = "", string Type = "", bool IsValueType = false)
{
    public bool CanBeNull => Type.Length > 0;
}

/// <summary>Chooses what a method is called on: a type, <c>this</c>, <c>base</c>, a variable, a field that is readonly, a value.</summary>
internal sealed class Receivers(Universe universe, Expressions expressions)
{
    private readonly Rng _random = universe.Random;

    public Receiver? For(Method method, TypeDecl type, Scope scope, int depth, bool viaThis)
    {
        if (method.IsStatic)
        {
            if (viaThis)
                return new Receiver(_random.Chance(50) ? "" : Own(type));
            return new Receiver(type.Closed);
        }

        if (viaThis)
            return ThisOrBase(method, scope);
        if (type.Kind == Kind.RefStruct)
            return OfRefStruct(type, scope);
        var text = Instance(type, scope, depth);
        return text.StartsWith("W.Any", StringComparison.Ordinal) ? null : new Receiver(text, "", type.Closed, type.IsValueType);
    }

    private Receiver ThisOrBase(Method method, Scope scope)
    {
        var isInherited = method.Owner != scope.Type;
        if (isInherited && _random.Chance(50) && method.Dispatch != Dispatch.Abstract)
            return new Receiver("base", method.IsVirtual ? "base-call" : "");
        if (method.Base is { Dispatch: not Dispatch.Abstract } && scope.Key == method.Name && _random.Chance(60))
            return new Receiver("base", "base-call");
        return new Receiver(_random.Chance(50) ? "" : "this");
    }

    private string Instance(TypeDecl type, Scope scope, int depth)
    {
        var locals = scope.Locals.FindAll(local => local.Type == type.Closed && (!scope.InLambda || local.CanCapture));
        if (locals.Count > 0 && _random.Chance(50))
            return _random.Pick(locals).Name;
        var text = expressions.Instance(type, scope, Math.Min(depth, 1));
        if (!scope.CanHoist || text.StartsWith("W.Any", StringComparison.Ordinal) || !_random.Chance(25))
            return text;
        var name = universe.Name("v");
        scope.Hoisted.Add($"{type.Closed} {name} = {Simple(type, scope)};");
        return name;
    }

    private Receiver? OfRefStruct(TypeDecl type, Scope scope)
    {
        if (scope.InStateMachine)
            return null;
        if (!scope.CanHoist || scope.InLambda || _random.Chance(40))
            return new Receiver($"new {type.Closed}({_random.Next(9)})");
        var name = universe.Name("v");
        scope.Hoisted.Add($"{type.Closed} {name} = new {type.Closed}({_random.Next(9)});");
        return new Receiver(name);
    }

    // What is hoisted stands where names of the place are not declared yet.
    private string Simple(TypeDecl type, Scope scope)
    {
        var made = _random.Pick(universe.Concrete(type).Where(t => Expressions.CanName(t, scope)).ToList());
        return $"new {made.Closed}({_random.Next(9)})";
    }

    private static string Own(TypeDecl type) => type.Generic is null ? type.Name : $"{type.Name}<{type.Generic.Name}>";
}
