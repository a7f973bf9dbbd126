using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Model;
using ShadowGen.Shared;

namespace ShadowGen.Generator.Parsing;

/// <summary>Gathers what is learned of one file's bodies. Not thread-safe.</summary>
/// <param name="session">Names what is met.</param>
/// <param name="whole">The file, where all of it is read: what stands in it need not be looked for.</param>
internal sealed class Facts(BindingSession session, SyntaxTree? whole)
{
    private readonly string _assembly = session.Compilation.Assembly.Name;
    private readonly Dictionary<string, (string DocId, int Line, double Cost)> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Caller, string Callee, PriorKind Kind), double> _priors = [];
    private readonly Dictionary<(string Place, string Method), double> _given = [];
    private readonly Dictionary<(string Caller, string Place, string Type), double> _taken = [];
    private readonly HashSet<string> _instantiated = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<OverrideModel> _overrides = [];
    private readonly HashSet<PlaceModel> _places = [];

    public string AddBody(Caller caller, double cost)
    {
        var id = session.IdOf(_assembly, caller.DocId);
        _bodies[id] = _bodies.TryGetValue(id, out var known) ? (known.DocId, known.Line, known.Cost + cost) : (caller.DocId, caller.Line, cost);
        return id;
    }

    public void AddCall(string caller, ISymbol callee, PriorKind kind, double frequency)
    {
        Add(_priors, (caller, IdOf(callee), kind), frequency);
        AddPlaces(caller, callee);
        if (kind == PriorKind.Direct)
            return;
        foreach (var derived in session.Hierarchy.Below(callee.ContainingType))
            AddPlaces(caller, IdOf(derived), derived);
    }

    /// <param name="place">A parameter, field, property or event, or the delegate's type.</param>
    /// <param name="method">What a delegate was made of.</param>
    /// <param name="frequency">Expected number of delegates for one run.</param>
    /// <param name="caller">Who makes them.</param>
    public void AddGiven(string caller, ISymbol place, IMethodSymbol method, double frequency)
    {
        Add(_given, (PlaceId(place), IdOf(method)), frequency);
        AddPlaces(caller, method);
    }

    /// <param name="caller">Who calls it.</param>
    /// <param name="place">Where the delegate stands; null where that is not known.</param>
    /// <param name="type">The delegate's.</param>
    /// <param name="frequency">Expected number of calls for one run.</param>
    public void AddTaken(string caller, ISymbol? place, INamedTypeSymbol type, double frequency) =>
        Add(_taken, (caller, place is null ? "" : PlaceId(place), IdOf(type)), frequency);

    public void AddInstantiated(ITypeSymbol? type)
    {
        if (type is { OriginalDefinition: INamedTypeSymbol definition } && IsOwn(definition))
            _instantiated.Add(IdOf(definition));
    }

    public void AddType(INamedTypeSymbol type) =>
        _declared[IdOf(type)] = type.BaseType is { } parent && IsOwn(parent) ? IdOf(parent.OriginalDefinition) : "";

    public void AddOverride(INamedTypeSymbol type, ISymbol method, ISymbol slot)
    {
        _overrides.Add(new OverrideModel(IdOf(type), IdOf(method), IdOf(slot)));
        AddPlaces(IdOf(slot), method);
    }

    /// <summary>The constructors' common part is a node of its own where there are several.</summary>
    public void AddInitialisers(string constructor, INamedTypeSymbol type)
    {
        var id = session.IdOf(_assembly, $"M:{session.DocIdOf(type).Substring(2)}.#ctor");
        Add(_priors, (constructor, id, PriorKind.Direct), 1);
        AddPlaces(constructor, id, type);
    }

    /// <summary>Who runs a member of a type may run its static constructor and the initialisers of its static members first.</summary>
    public void AddStaticConstructor(string member, INamedTypeSymbol type)
    {
        if (!type.StaticConstructors.IsEmpty)
            AddPlaces(member, session.IdOf(_assembly, $"M:{session.DocIdOf(type).Substring(2)}.#cctor"), type);
    }

    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, session.Compilation.Assembly);

    public StaticModel Freeze() => new(
        _bodies.OrderBy(static body => body.Value.Line).ThenBy(static body => body.Value.DocId, StringComparer.Ordinal)
            .Select(static body => new BodyModel(body.Key, body.Value.DocId, body.Value.Line, body.Value.Cost)).ToEquatableArray(),
        _priors.OrderBy(static prior => prior.Key.Caller, StringComparer.Ordinal).ThenBy(static prior => prior.Key.Callee, StringComparer.Ordinal).ThenBy(static prior => prior.Key.Kind)
            .Select(static prior => new PriorModel(prior.Key.Caller, prior.Key.Callee, prior.Key.Kind, prior.Value)).ToEquatableArray(),
        _given.OrderBy(static entry => entry.Key.Place, StringComparer.Ordinal).ThenBy(static entry => entry.Key.Method, StringComparer.Ordinal)
            .Select(static entry => new GivenModel(entry.Key.Place, entry.Key.Method, entry.Value)).ToEquatableArray(),
        _taken.OrderBy(static entry => entry.Key.Caller, StringComparer.Ordinal).ThenBy(static entry => entry.Key.Place, StringComparer.Ordinal).ThenBy(static entry => entry.Key.Type, StringComparer.Ordinal)
            .Select(static entry => new TakenModel(entry.Key.Caller, entry.Key.Place, entry.Key.Type, entry.Value)).ToEquatableArray(),
        _declared.Keys.Concat(_instantiated).Distinct(StringComparer.Ordinal).OrderBy(static id => id, StringComparer.Ordinal)
            .Select(id => new TypeModel(id, _declared.TryGetValue(id, out var parent) ? parent : "", _declared.ContainsKey(id), _instantiated.Contains(id))).ToEquatableArray(),
        _overrides.OrderBy(static found => found.SlotId, StringComparer.Ordinal).ThenBy(static found => found.MethodId, StringComparer.Ordinal).ThenBy(static found => found.TypeId, StringComparer.Ordinal)
            .ToEquatableArray(),
        _places.OrderBy(static found => found.CallerId, StringComparer.Ordinal).ThenBy(static found => found.Id, StringComparer.Ordinal).ThenBy(static found => found.Path, StringComparer.Ordinal)
            .ToEquatableArray());

    // What a constructor runs stands in all parts of its type; an implicit one has no declaration of its own.
    private void AddPlaces(string caller, ISymbol callee)
    {
        if (IsOwn(callee))
            AddPlaces(caller, IdOf(callee), callee is IMethodSymbol { MethodKind: MethodKind.Constructor } ? callee.ContainingType : callee);
    }

    private void AddPlaces(string caller, string id, ISymbol declared)
    {
        foreach (var declaration in declared.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (declaration.SyntaxTree != whole)
                _places.Add(new PlaceModel(caller, id, declaration.SyntaxTree.FilePath));
        }
    }

    // Accessors are nodes of the graph as the property or event that they belong to.
    private string IdOf(ISymbol symbol)
    {
        symbol = symbol is IMethodSymbol { AssociatedSymbol: { } associated } ? associated : symbol;
        symbol = symbol is IMethodSymbol { ReducedFrom: { } full } ? full : symbol;
        symbol = symbol.OriginalDefinition;
        symbol = symbol is IMethodSymbol { PartialDefinitionPart: { } definition } ? definition : symbol;
        return session.IdOf(IsOwn(symbol) ? _assembly : symbol.ContainingAssembly?.Name ?? "", session.DocIdOf(symbol));
    }

    private string PlaceId(ISymbol place) => place is IParameterSymbol parameter
        ? session.IdOf(_assembly, $"{session.DocIdOf(parameter.ContainingSymbol.OriginalDefinition)}#{parameter.Ordinal}")
        : IdOf(place);

    private static void Add<TKey>(Dictionary<TKey, double> sums, TKey key, double value)
        where TKey : notnull =>
        sums[key] = sums.TryGetValue(key, out var sum) ? sum + value : value;
}
