namespace ShadowGen.Fuzzer.Generation;

/// <param name="CanCapture">False for what a lambda may not use: by-ref parameters and ref structs.</param>
/// <param name="IsVariable">False for a query's range variable, which has no address.</param>
internal sealed record Local(string Name, string Type, bool CanWrite, bool CanCapture, bool IsVariable = true);

/// <summary>Where code is being written, and what it may use there.</summary>
internal sealed record Scope(string Key)
{
    public TypeDecl? Type { get; init; }

    public bool HasThis { get; init; }

    /// <summary>Writes to <c>this.S</c> compile.</summary>
    public bool CanMutate { get; init; }

    public bool CanAwait { get; init; }

    /// <summary>Statements can be put before the one being written.</summary>
    public bool CanHoist { get; init; }

    public bool InLambda { get; init; }

    public List<string> Hoisted { get; init; } = [];

    public List<Local> Locals { get; init; } = [];

    public IReadOnlyList<TypeParameter> TypeParameters { get; init; } = [];

    /// <summary>An async body or an iterator, which holds no ref struct and no ref local.</summary>
    public bool InStateMachine { get; init; }

    public Scope Lambda(params Local[] parameters) => this with
    {
        InLambda = true,
        CanAwait = false,
        HasThis = HasThis && Type?.IsValueType != true,
        CanMutate = CanMutate && Type?.IsValueType != true,
        Locals = [.. Locals.Where(static local => local.CanCapture), .. parameters],
    };

    /// <summary>A nested block: what it declares is not seen outside.</summary>
    public Scope Block() => this with { Locals = [.. Locals], Hoisted = [] };

    public Scope WithoutAwait() => this with { CanAwait = false };
}
