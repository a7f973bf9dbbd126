namespace ShadowGen.Fuzzer.Generation;

/// <summary>Decides which types a program has and how they stand to each other.</summary>
internal static class TypePlanner
{
    public static void Plan(Universe universe)
    {
        var random = universe.Random;
        var count = random.Next(2, 5);
        for (var i = 0; i < count; i++)
            universe.Types.Add(One(universe));
        GiveImplementers(universe);
        foreach (var type in universe.Types)
            AddValueType(universe, type);
    }

    private static TypeDecl One(Universe universe)
    {
        var random = universe.Random;
        var kind = random.PickOf(
            Kind.Class, Kind.Class, Kind.Class, Kind.StaticClass, Kind.Struct, Kind.Struct, Kind.ReadonlyStruct, Kind.RefStruct, Kind.Interface, Kind.Interface,
            universe.Has(Level.CSharp10) ? Kind.Record : Kind.Class, universe.Has(Level.CSharp10) ? Kind.RecordStruct : Kind.Struct);
        var type = new TypeDecl(kind, universe.Name(Letter(kind)));
        if (random.Chance(25))
            type.Generic = ParameterOf(universe, type);
        if (kind == Kind.Class)
        {
            type.IsAbstract = random.Chance(20);
            type.IsSealed = !type.IsAbstract && random.Chance(15);
        }

        type.IsPartial = random.Chance(40);
        Nest(universe, type);
        if (type.CanBeBase)
            Derive(universe, type);
        if (kind is not (Kind.StaticClass or Kind.RefStruct))
            Implement(universe, type);
        return type;
    }

    private static string Letter(Kind kind) => kind switch
    {
        Kind.Interface => "I",
        Kind.StaticClass => "X",
        Kind.Class or Kind.Record => "C",
        _ => "S",
    };

    private static TypeParameter ParameterOf(Universe universe, TypeDecl type)
    {
        var (constraint, argument) = universe.Random.PickOf(("", "int"), ("", "string"), ("struct", "int"), ("class", "string"), ("new()", "int"));
        type.Argument = argument;
        return new TypeParameter(universe.Name("T"), constraint);
    }

    private static void Nest(Universe universe, TypeDecl type)
    {
        var random = universe.Random;
        var outers = universe.Types.FindAll(static t => t.Kind != Kind.Interface && t.Kind != Kind.RefStruct && !t.IsHidden);
        if (outers.Count > 0 && random.Chance(25))
        {
            type.Outer = random.Pick(outers);
            type.Access = type.Kind == Kind.Interface ? "internal" : random.PickOf("public", "internal", "private");
        }
        else if (universe.Has(Level.CSharp12) && type.Kind is Kind.Class or Kind.Struct && random.Chance(8))
        {
            type.Access = "file";
        }
    }

    private static void Derive(Universe universe, TypeDecl type)
    {
        var bases = universe.Types.FindAll(t => t.CanBeBase && t.Kind == type.Kind && CanStandIn(type, t));
        if (bases.Count > 0 && universe.Random.Chance(60))
            type.Base = universe.Random.Pick(bases);
    }

    private static void Implement(Universe universe, TypeDecl type)
    {
        var interfaces = universe.Types.FindAll(t => t.Kind == Kind.Interface && CanStandIn(type, t) && type.Base?.DerivesFrom(t) != true && !type.IsWithin(t));
        if (interfaces.Count > 0 && universe.Random.Chance(60))
            type.Interfaces.Add(universe.Random.Pick(interfaces));
    }

    // What a declaration names must be as visible as what it declares.
    private static bool CanStandIn(TypeDecl type, TypeDecl named) =>
        !named.IsHidden || (named.Access == "file" && type.Access == "file") || (named.Outer is { } outer && named.Access == "private" && type.IsWithin(outer) && type.Access == "private");

    // Code needs an instance of every type that it may name.
    private static void GiveImplementers(Universe universe)
    {
        foreach (var type in universe.Types.ToList())
        {
            if (!(type.IsAbstract || type.Kind == Kind.Interface) || universe.Concrete(type).Count > 0)
                continue;
            var kind = type.Kind == Kind.Interface ? universe.Random.PickOf(Kind.Class, Kind.Struct) : type.Kind;
            var heir = new TypeDecl(kind, universe.Name(Letter(kind))) { Outer = type.IsHidden && type.Access == "private" ? type.Outer : null, Access = type.IsHidden ? type.Access : "internal" };
            if (type.Kind == Kind.Interface)
                heir.Interfaces.Add(type);
            else
                heir.Base = type;
            universe.Types.Add(heir);
        }
    }

    private static void AddValueType(Universe universe, TypeDecl type)
    {
        if (type.IsStatic || type.IsHidden || type.Kind == Kind.RefStruct)
            return;
        // Without an instance that any code can make, bodies would have none but null to call on.
        if (universe.Concrete(type).FirstOrDefault(static t => !t.IsHidden) is not { } stocked)
            return;
        universe.ValueTypes.Add(type.Closed);
        universe.Globals.Add($"internal static int W{type.Name} = W.Stock<{type.Closed}>(new {stocked.Closed}({universe.Random.Next(9)}));");
        if (type.IsAbstract || type.Kind == Kind.Interface)
            return;
        var made = $"new {type.Closed}({universe.Random.Next(9)})";
        var name = type.Name;
        universe.Globals.Add($"internal static {type.Closed} F{name} = {made};");
        universe.Globals.Add($"internal static readonly {type.Closed} R{name} = {made};");
        universe.Globals.Add($"internal static readonly {type.Closed}[] A{name} = {{ {made}, {made} }};");
        universe.Globals.Add($"internal static {type.Closed} P{name} => F{name};");
        universe.Globals.Add($"internal static ref {type.Closed} Q{name} => ref F{name};");
    }
}
