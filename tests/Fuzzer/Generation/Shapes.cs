namespace ShadowGen.Fuzzer.Generation;

/// <summary>Call shapes that need declarations of their own; each program has a few.</summary>
internal static class Shapes
{
    private static readonly (Level From, Action<Universe> Add)[] All =
    [
        (Level.CSharp7, TrapShapes.ExpressionTree),
        (Level.CSharp7, TrapShapes.BaseCall),
        (Level.CSharp7, TrapShapes.ConstrainedReceiver),
        (Level.CSharp7, TrapShapes.GenericRecursion),
        (Level.CSharp7, TrapShapes.PrivateType),
        (Level.CSharp12, TrapShapes.FileLocalType),
        (Level.CSharp7, TrapShapes.Queryable),
        (Level.CSharp7, TrapShapes.Conditional),
        (Level.CSharp7, TrapShapes.DynamicArgument),
        (Level.CSharp7, TrapShapes.DynamicReceiver),
        (Level.CSharp7, TrapShapes.NameOf),
        (Level.CSharp7, TrapShapes.MethodGroup),
        (Level.CSharp10, TrapShapes.FunctionPointer),
        (Level.CSharp10, TrapShapes.MarkedLocalFunction),
        (Level.CSharp7, TrapShapes.Parenthesised),
        (Level.CSharp7, TrapShapes.PartialWithoutBody),
        (Level.CSharp10, TrapShapes.AmbiguousOverride),
        (Level.CSharp10, TrapShapes.HoistedThis),
        (Level.CSharp12, TrapShapes.StaticAbstract),
        (Level.CSharp12, TrapShapes.Twins),
        (Level.CSharp7, PlaceShapes.Accessors),
        (Level.CSharp7, PlaceShapes.Operators),
        (Level.CSharp7, PlaceShapes.StaticConstructor),
        (Level.CSharp7, PlaceShapes.Patterns),
        (Level.CSharp10, PlaceShapes.InterpolatedStringHandler),
        (Level.CSharp10, PlaceShapes.CallerArgument),
        (Level.Latest, PlaceShapes.AllowsRefStruct),
        (Level.Latest, PlaceShapes.ExtensionBlock),
        (Level.CSharp7, PlaceShapes.Pointers),
        (Level.CSharp7, PlaceShapes.Obsolete),
        (Level.CSharp7, PlaceShapes.AsyncVoid),
        (Level.CSharp7, PlaceShapes.PrivateTypes),
    ];

    public static void AddSome(Universe universe)
    {
        var known = Array.FindAll(All, shape => universe.Has(shape.From));
        for (var count = universe.Random.Next(1, 4); count > 0; count--)
            universe.Random.Pick(known).Add(universe);
    }

    /// <summary>A static method that tells the witness of itself and gives its argument back, a little changed.</summary>
    public static string Echo(string name, string modifiers = "internal static int") =>
        $"{modifiers} {name}(int a) {{ using (var f = W.Enter(\"{name}\", W.S(a))) return a + 1; }}";

    public static string Number(Universe universe) => universe.Random.PickOf("1", "W.V(2)", "W.V(3) + 1", "W.Cells[1]");
}
