namespace ShadowGen.Fuzzer.Generation;

internal enum Kind
{
    Class,
    StaticClass,
    Struct,
    ReadonlyStruct,
    RefStruct,
    Record,
    RecordStruct,
    Interface,
}

internal enum Passing
{
    Value,
    Ref,
    Out,
    In,
    RefReadonly,
}

internal enum Flavour
{
    Plain,
    RefReturn,
    Iterator,
    Async,
    AsyncIterator,
}

internal enum Dispatch
{
    None,
    Virtual,
    Abstract,
    Override,
    New,
}

/// <param name="Default">The text of its default value, or null.</param>
/// <param name="Modifier"><c>params </c>, <c>scoped </c>, an attribute, or "".</param>
internal sealed record Parameter(string Name, string Type, Passing Passing, string? Default = null, string Modifier = "")
{
    public bool IsParams => Modifier.StartsWith("params", StringComparison.Ordinal);

    public bool IsSpan => Type.Contains("Span<", StringComparison.Ordinal);
}

/// <param name="Constraint">What stands after <c>where T :</c>, or "".</param>
/// <param name="Interface">The user interface among the constraints.</param>
internal sealed record TypeParameter(string Name, string Constraint, TypeDecl? Interface = null);

internal sealed class Method(string name, TypeDecl owner)
{
    public string Name { get; } = name;

    public TypeDecl Owner { get; } = owner;

    public bool IsStatic { get; set; }

    public bool IsExtension { get; set; }

    public bool IsReadonly { get; set; }

    public string Access { get; set; } = "public";

    public Dispatch Dispatch { get; set; }

    public bool IsSealed { get; set; }

    public Flavour Flavour { get; set; }

    /// <summary>Of the value; an async method's is wrapped.</summary>
    public string Return { get; set; } = "int";

    /// <summary><c>Task</c>, <c>ValueTask</c>, or "" when it is not async.</summary>
    public string Wrapper { get; set; } = "";

    public List<TypeParameter> TypeParameters { get; } = [];

    public List<Parameter> Parameters { get; } = [];

    /// <summary>The interface of an explicit implementation, as its header names it.</summary>
    public string Explicit { get; set; } = "";

    public Method? Base { get; set; }

    /// <summary>Parameters of a generic base as this type closes them.</summary>
    public Dictionary<string, string> BaseMap { get; set; } = [];

    public bool HasBody => Dispatch != Dispatch.Abstract;

    public bool IsVirtual => Dispatch is Dispatch.Virtual or Dispatch.Abstract or Dispatch.Override;

    public bool IsLazy => Flavour is Flavour.Iterator or Flavour.AsyncIterator;

    public string ReturnText => Flavour switch
    {
        Flavour.RefReturn => "ref " + Return,
        Flavour.Iterator => "IEnumerable<int>",
        Flavour.AsyncIterator => "IAsyncEnumerable<int>",
        Flavour.Async => Return == "void" ? Wrapper : $"{Wrapper}<{Return}>",
        _ => Return,
    };
}

internal sealed class TypeDecl(Kind kind, string name)
{
    public Kind Kind { get; } = kind;

    public string Name { get; } = name;

    public TypeDecl? Outer { get; set; }

    public TypeDecl? Base { get; set; }

    public List<TypeDecl> Interfaces { get; } = [];

    public TypeParameter? Generic { get; set; }

    /// <summary>What code outside of the type puts for its type parameter.</summary>
    public string Argument { get; set; } = "";

    public string Access { get; set; } = "internal";

    public bool IsAbstract { get; set; }

    public bool IsSealed { get; set; }

    public bool IsPartial { get; set; }

    public List<Method> Methods { get; } = [];

    /// <summary>Members that no random call needs to know, as text.</summary>
    public List<string> Extra { get; } = [];

    public bool IsValueType => Kind is Kind.Struct or Kind.ReadonlyStruct or Kind.RefStruct or Kind.RecordStruct;

    public bool CanBeBase => Kind is Kind.Class or Kind.Record && !IsSealed;

    public bool IsStatic => Kind == Kind.StaticClass;

    public bool IsHidden => Access is "private" or "file" || Outer?.IsHidden == true;

    /// <summary>The type with its parameters closed, as any code of the program may write it.</summary>
    public string Closed => (Outer is null ? "" : Outer.Closed + ".") + Name + (Generic is null ? "" : $"<{Argument}>");

    public bool IsWithin(TypeDecl? other)
    {
        for (var type = this; type is not null; type = type.Outer)
        {
            if (type == other)
                return true;
        }

        return false;
    }

    public bool DerivesFrom(TypeDecl other) => this == other || Base?.DerivesFrom(other) == true || Interfaces.Exists(i => i.DerivesFrom(other));

    /// <summary>Type parameters by what code outside puts for them.</summary>
    public Dictionary<string, string> Map()
    {
        var map = Outer?.Map() ?? [];
        if (Generic is not null)
            map[Generic.Name] = Argument;
        return map;
    }
}

/// <summary>Type parameter names are unique in a program, so substitution is by word.</summary>
internal static class Substitution
{
    public static string In(this string type, IReadOnlyDictionary<string, string> map)
    {
        foreach (var (name, argument) in map)
            type = System.Text.RegularExpressions.Regex.Replace(type, $@"\b{name}\b", argument.Replace("$", "$$", StringComparison.Ordinal));
        return type;
    }
}
