namespace ShadowGen.Fuzzer.Generation;

/// <summary>All that one program is made of while it is being made.</summary>
internal sealed class Universe(Rng random, Level level)
{
    private readonly Dictionary<(string Caller, string Callee, string Reason), int> _maySkip = [];
    private readonly HashSet<(string Caller, string Callee)> _uncounted = [];
    private int _names;

    public Rng Random { get; } = random;

    public Level Level { get; } = level;

    public List<TypeDecl> Types { get; } = [];

    /// <summary>Members of the class <c>G</c>: instances that receivers and arguments are taken from.</summary>
    public List<string> Globals { get; } = [];

    /// <summary>Whole types as text, from the shapes that need their own.</summary>
    public List<string> Declarations { get; } = [];

    /// <summary>Statements for the body of <c>Run</c>.</summary>
    public List<string> Roots { get; } = [];

    /// <summary>Further files of the program, by name.</summary>
    public List<(string Name, string Text)> Files { get; } = [];

    public IReadOnlyDictionary<(string Caller, string Callee, string Reason), int> MaySkip => _maySkip;

    public IReadOnlySet<(string Caller, string Callee)> Uncounted => _uncounted;

    /// <summary>The types that any signature may name, closed.</summary>
    public List<string> ValueTypes { get; } = ["int", "int", "int", "string", "string", "long", "bool", "object", "int[]", "int?", "(int, string)", "Func<int, int>"];

    public bool Has(Level level) => Level >= level;

    public string Name(string prefix) => prefix + (++_names).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public void Allow(string caller, string callee, params string[] reasons)
    {
        foreach (var reason in reasons)
            _maySkip[(caller, callee, reason)] = _maySkip.GetValueOrDefault((caller, callee, reason)) + 1;
    }

    public void AllowUncounted(string caller, string callee) => _uncounted.Add((caller, callee));

    public TypeDecl? Find(string closed) => Types.Find(t => t.Closed == closed);

    /// <summary>A type that has instances and is, or implements, the given one.</summary>
    public IReadOnlyList<TypeDecl> Concrete(TypeDecl type) =>
        Types.FindAll(t => t.DerivesFrom(type) && !t.IsAbstract && t.Kind is not (Kind.Interface or Kind.StaticClass));
}
