namespace ShadowGen.Fuzzer.Generation;

/// <summary>Gives a method its type parameters, parameters and result.</summary>
internal sealed class SignaturePlanner(Universe universe)
{
    private readonly Rng _random = universe.Random;

    public void Fill(Method method)
    {
        method.Flavour = FlavourOf(method);
        if (method.Flavour is Flavour.Iterator or Flavour.AsyncIterator)
        {
            FillLazy(method);
            return;
        }

        if (_random.Chance(20))
            method.TypeParameters.Add(TypeParameterOf());
        method.Return = ReturnOf(method);
        if (method.IsExtension)
            method.Parameters.Add(new Parameter(universe.Name("p"), _random.Pick(universe.ValueTypes), Passing.Value));
        var count = _random.Next(0, 4);
        for (var i = 0; i < count; i++)
            method.Parameters.Add(ParameterOf(method));
        if (method.TypeParameters.Count > 0 && _random.Chance(70))
            method.Parameters.Add(new Parameter(universe.Name("p"), method.TypeParameters[0].Name, Passing.Value));
        AddTail(method);
    }

    private Flavour FlavourOf(Method method)
    {
        var isStateless = method.Owner.Kind is not Kind.RefStruct;
        return _random.Next(20) switch
        {
            0 or 1 when isStateless => Flavour.Iterator,
            2 or 3 or 4 when isStateless => Flavour.Async,
            5 when isStateless && universe.Has(Level.CSharp10) => Flavour.AsyncIterator,
            6 => Flavour.RefReturn,
            _ => Flavour.Plain,
        };
    }

    // Every argument is a plain value, so that the call can count itself in the last one.
    private void FillLazy(Method method)
    {
        if (method.IsExtension)
            method.Parameters.Add(new Parameter(universe.Name("p"), _random.Pick(universe.ValueTypes), Passing.Value));
        method.Parameters.Add(new Parameter(universe.Name("p"), _random.PickOf("string", "int", "long"), Passing.Value));
        method.Parameters.Add(new Parameter(universe.Name("p"), "int", Passing.Value));
    }

    private TypeParameter TypeParameterOf()
    {
        var name = universe.Name("T");
        var contracts = universe.Types.FindAll(static t => t.Kind == Kind.Interface && !t.IsHidden && t.Generic is null && t.Outer?.Generic is null);
        if (contracts.Count > 0 && _random.Chance(50))
        {
            var contract = _random.Pick(contracts);
            var isClass = _random.Chance(25) && universe.Concrete(contract).Any(static t => !t.IsValueType && !t.IsHidden);
            if (universe.Concrete(contract).Any(static t => !t.IsHidden))
                return new TypeParameter(name, isClass ? $"class, {contract.Closed}" : contract.Closed, contract);
        }

        return new TypeParameter(name, _random.PickOf("", "", "struct", "class", "new()", "unmanaged"));
    }

    private string ReturnOf(Method method)
    {
        switch (method.Flavour)
        {
            case Flavour.RefReturn:
                return "int";
            case Flavour.Async:
                method.Wrapper = _random.PickOf("Task", "ValueTask");
                return _random.PickOf("int", "int", "string", "void");
        }

        if (method.TypeParameters.Count > 0 && _random.Chance(40))
            return method.TypeParameters[0].Name;
        if (method.Owner.Generic is { } own && _random.Chance(30))
            return own.Name;
        return _random.Next(10) switch { < 5 => "int", < 7 => "string", 7 => "void", _ => _random.Pick(universe.ValueTypes) };
    }

    private Parameter ParameterOf(Method method)
    {
        var type = method.Owner.Generic is { } own && _random.Chance(20) ? own.Name : _random.Pick(universe.ValueTypes);
        var name = universe.Name("p");
        if (method.Flavour == Flavour.Async)
            return new Parameter(name, type, Passing.Value);
        return _random.Next(12) switch
        {
            0 => new Parameter(name, type, Passing.Ref),
            1 => new Parameter(name, type, Passing.Out),
            2 => new Parameter(name, type, Passing.In),
            3 when universe.Has(Level.CSharp12) => new Parameter(name, type, Passing.RefReadonly),
            4 => new Parameter(name, _random.PickOf("Span<int>", "ReadOnlySpan<int>"), Passing.Value, null, universe.Has(Level.CSharp12) && _random.Chance(40) ? "scoped " : ""),
            _ => new Parameter(name, type, Passing.Value),
        };
    }

    private void AddTail(Method method)
    {
        switch (_random.Next(8))
        {
            case 0:
                method.Parameters.Add(new Parameter(universe.Name("p"), "int", Passing.Value, _random.Next(9).ToString(System.Globalization.CultureInfo.InvariantCulture)));
                method.Parameters.Add(new Parameter(universe.Name("p"), "string", Passing.Value, "\"d\""));
                break;
            case 1:
                method.Parameters.Add(new Parameter(universe.Name("p"), "int[]", Passing.Value, null, "params "));
                break;
            case 2 when universe.Has(Level.Latest) && method.Flavour != Flavour.Async:
                method.Parameters.Add(new Parameter(universe.Name("p"), "ReadOnlySpan<int>", Passing.Value, null, "params "));
                break;
            case 3:
                method.Parameters.Add(new Parameter(universe.Name("p"), "string", Passing.Value, "\"\"", "[System.Runtime.CompilerServices.CallerMemberName] "));
                method.Parameters.Add(new Parameter(universe.Name("p"), "int", Passing.Value, "0", "[System.Runtime.CompilerServices.CallerLineNumber] "));
                break;
        }
    }
}
