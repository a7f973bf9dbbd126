namespace ShadowGen.Fuzzer.Generation;

/// <summary>Decides which methods each type has: its own, overrides, implementations and competing overloads.</summary>
internal sealed class MemberPlanner(Universe universe)
{
    private readonly Rng _random = universe.Random;
    private readonly SignaturePlanner _signatures = new(universe);

    public void Plan()
    {
        // A base stands before its heirs, except for heirs given later to abstract types, which stand last.
        foreach (var type in universe.Types)
            AddOwn(type);
        foreach (var type in universe.Types)
            AddInherited(type);
    }

    private void AddOwn(TypeDecl type)
    {
        var count = _random.Next(1, 4);
        for (var i = 0; i < count; i++)
        {
            var method = new Method(universe.Name("M"), type);
            Place(method);
            _signatures.Fill(method);
            type.Methods.Add(method);
            if (_random.Chance(15) && Overload(method) is { } rival)
                type.Methods.Add(rival);
        }
    }

    private void Place(Method method)
    {
        var type = method.Owner;
        switch (type.Kind)
        {
            case Kind.StaticClass:
                method.IsStatic = true;
                method.IsExtension = type.Generic is null && type.Outer is null && _random.Chance(40);
                method.Access = method.IsExtension ? "internal" : _random.PickOf("public", "internal", "private");
                break;
            case Kind.Interface:
                method.Dispatch = universe.Has(Level.CSharp10) && _random.Chance(35) ? Dispatch.Virtual : Dispatch.Abstract;
                break;
            default:
                method.IsStatic = _random.Chance(30);
                method.Access = _random.PickOf("public", "public", "internal", "private", type.IsValueType ? "private" : "protected", type.IsValueType ? "public" : "private protected");
                method.IsReadonly = !method.IsStatic && type.Kind is Kind.Struct or Kind.RecordStruct && !method.IsStatic && universe.Has(Level.CSharp10) && _random.Chance(25);
                if (!method.IsStatic && !type.IsValueType && method.Access != "private" && !type.IsSealed)
                    method.Dispatch = type.IsAbstract && _random.Chance(40) ? Dispatch.Abstract : _random.Chance(45) ? Dispatch.Virtual : Dispatch.None;
                if (type.IsSealed && method.Access.Contains("protected", StringComparison.Ordinal))
                    method.Access = "internal";
                break;
        }
    }

    // Same name and results; the first parameter's type differs, so that an argument decides and no call is ambiguous.
    private Method? Overload(Method method)
    {
        if (method.Parameters.Count == 0 || method.IsExtension || method.Dispatch == Dispatch.Abstract || method.Parameters[0] is not { Passing: Passing.Value, IsParams: false, Modifier: "" } first)
            return null;
        var other = first.Type switch { "int" => "long", "string" => "object", "long" => "int", _ => null };
        if (other is null)
            return null;
        var rival = Copy(method, method.Owner, []);
        rival.Dispatch = Dispatch.None;
        rival.Parameters[0] = first with { Type = other, Default = null };
        return rival.Parameters.TrueForAll(static p => p.Default is null) ? rival : null;
    }

    private void AddInherited(TypeDecl type)
    {
        if (type.Base is { } parent)
        {
            foreach (var (method, map) in Members.Of(parent).ToList())
            {
                var mustOverride = method.Dispatch == Dispatch.Abstract && !type.IsAbstract;
                if (method.IsVirtual && !method.IsSealed && (mustOverride || _random.Chance(60)))
                    Override(type, method, map);
                else if (!method.IsVirtual && !method.IsStatic && method.Access != "private" && method.TypeParameters.Count == 0 && _random.Chance(10) && !Has(type, method, map))
                    Hide(type, method, map);
            }
        }

        if (type.Kind == Kind.Interface)
            return;
        foreach (var contract in type.Interfaces)
            ImplementAll(type, contract);
    }

    private void Override(TypeDecl type, Method method, Dictionary<string, string> map)
    {
        var over = Copy(method, type, map);
        over.Dispatch = Dispatch.Override;
        over.IsSealed = _random.Chance(15);
        over.Base = method;
        over.BaseMap = map;
        type.Methods.Add(over);
        // A rival in the heir outranks the override at every call through the heir; it has no parameter of another name.
        if (_random.Chance(15) && Overload(over) is { } rival && !Has(type, rival, []))
            type.Methods.Add(rival);
        else if (_random.Chance(20) && method.Owner.Methods.Count(m => m.Name == method.Name) == 1 && universe.Types.TrueForAll(t => t.Base != type))
            Rename(over);
    }

    private static void Hide(TypeDecl type, Method method, Dictionary<string, string> map)
    {
        var hiding = Copy(method, type, map);
        hiding.Dispatch = Dispatch.New;
        type.Methods.Add(hiding);
    }

    private void ImplementAll(TypeDecl type, TypeDecl contract)
    {
        var map = contract.Map();
        foreach (var method in contract.Methods)
        {
            if ((method.Dispatch == Dispatch.Virtual && _random.Chance(50)) || Has(type, method, map))
                continue;
            var own = Copy(method, type, map);
            own.Dispatch = Dispatch.None;
            if (_random.Chance(35))
                own.Explicit = contract.Closed;
            else if (type.CanBeBase && _random.Chance(40))
                own.Dispatch = Dispatch.Virtual;
            type.Methods.Add(own);
        }

        foreach (var parent in contract.Interfaces)
            ImplementAll(type, parent);
    }

    // An override, a rival, or another way to the same interface has brought it already.
    private static bool Has(TypeDecl type, Method method, Dictionary<string, string> map) => type.Methods.Exists(own =>
        own.Name == method.Name && own.Parameters.Select(static p => p.Type).SequenceEqual(method.Parameters.Select(p => p.Type.In(map))));

    private static Method Copy(Method method, TypeDecl owner, Dictionary<string, string> map)
    {
        var copy = new Method(method.Name, owner)
        {
            Access = method.Access,
            IsStatic = method.IsStatic,
            Flavour = method.Flavour,
            Wrapper = method.Wrapper,
            Return = method.Return.In(map),
        };
        copy.TypeParameters.AddRange(method.TypeParameters);
        copy.Parameters.AddRange(method.Parameters.Select(p => p with { Type = p.Type.In(map), Default = p.Default?.In(map) }));
        return copy;
    }

    private void Rename(Method method)
    {
        for (var i = 0; i < method.Parameters.Count; i++)
            method.Parameters[i] = method.Parameters[i] with { Name = universe.Name("q") };
    }
}
