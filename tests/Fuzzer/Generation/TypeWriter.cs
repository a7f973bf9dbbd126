namespace ShadowGen.Fuzzer.Generation;

/// <summary>Writes a type with its members and nested types.</summary>
internal sealed class TypeWriter(Universe universe, BodyWriter bodies)
{
    private readonly Rng _random = universe.Random;

    public string Write(TypeDecl type)
    {
        var members = new List<string>();
        AddState(type, members);
        members.AddRange(type.Methods.Select(Write));
        members.AddRange(type.Extra);
        members.AddRange(universe.Types.Where(t => t.Outer == type).Select(Write));
        var header = Header(type);
        if (!type.IsPartial)
            return $"{header}\n{{\n{string.Join("\n", members)}\n}}\n";
        var middle = members.Count / 2;
        return $"{header}\n{{\n{string.Join("\n", members.Take(middle))}\n}}\n{ShortHeader(type)}\n{{\n{string.Join("\n", members.Skip(middle))}\n}}\n";
    }

    private static string Header(TypeDecl type)
    {
        var bases = (type.Base is null ? [] : new[] { type.Base }).Concat(type.Interfaces).Select(static t => t.Closed).ToList();
        var where = type.Generic is { Constraint.Length: > 0 } generic ? $" where {generic.Name} : {generic.Constraint}" : "";
        return ShortHeader(type) + (bases.Count == 0 ? "" : " : " + string.Join(", ", bases)) + where;
    }

    private static string ShortHeader(TypeDecl type)
    {
        var modifiers = (type.IsAbstract ? "abstract " : "") + (type.IsSealed ? "sealed " : "");
        var kind = type.Kind switch
        {
            Kind.StaticClass => "static {0}class",
            Kind.Struct => "{0}struct",
            Kind.ReadonlyStruct => "readonly {0}struct",
            Kind.RefStruct => "ref {0}struct",
            Kind.Record => "{0}record",
            Kind.RecordStruct => "{0}record struct",
            Kind.Interface => "{0}interface",
            _ => "{0}class",
        };
        var text = kind.Replace("{0}", type.IsPartial ? "partial " : "", StringComparison.Ordinal);
        return $"{type.Access} {modifiers}{text} {type.Name}{(type.Generic is null ? "" : $"<{type.Generic.Name}>")}";
    }

    private void AddState(TypeDecl type, List<string> members)
    {
        if (type.IsStatic || type.Kind == Kind.Interface)
            return;
        var field = type.Kind == Kind.ReadonlyStruct ? "public readonly int S;" : type.Base is null ? "public int S;" : "";
        members.Add(field);
        var chain = type.Base is null ? " { S = s; }" : $" : base(s + {Initialiser(type, "#ctor")}) {{ }}";
        members.Add($"public {type.Name}(int s){chain}");
        if (type.Kind == Kind.Class && _random.Chance(25))
            members.Add($"private int _{type.Name} = {Initialiser(type, "#ctor")};");
        if (type.Kind is not (Kind.Record or Kind.RecordStruct))
            members.Add($"[ShadowGen.Unshadowed] public override string ToString() {{ return \"{type.Name}:\" + S; }}");
    }

    // Initialisers run in the constructor, which has no body of its own to tell the witness.
    private string Initialiser(TypeDecl type, string member)
    {
        var key = $"{type.Name}.{member}";
        var scope = new Scope(key) { Type = type };
        return $"W.As(\"{key}\", () => {bodies.Expressions.Int(scope.Lambda(), 2)})";
    }

    private string Write(Method method)
    {
        var header = MethodHeader(method);
        return method.HasBody ? $"{header}{Where(method)} {bodies.Write(method)}" : $"{header}{Where(method)};";
    }

    private static string MethodHeader(Method method)
    {
        var isContract = method.Owner.Kind == Kind.Interface;
        var access = isContract || method.Explicit.Length > 0 ? "" : method.Access + " ";
        var dispatch = isContract ? "" : method.Dispatch switch
        {
            Dispatch.Virtual => "virtual ",
            Dispatch.Abstract => "abstract ",
            Dispatch.Override => method.IsSealed ? "sealed override " : "override ",
            Dispatch.New => "new ",
            _ => "",
        };
        var isAsync = method.HasBody && method.Flavour is Flavour.Async or Flavour.AsyncIterator ? "async " : "";
        var text = access + (method.IsStatic ? "static " : "") + dispatch + (method.IsReadonly ? "readonly " : "") + (method.HasBody ? isAsync : "")
            + method.ReturnText + " " + (method.Explicit.Length > 0 ? method.Explicit + "." : "") + method.Name;
        var generic = method.TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(static p => p.Name))}>";
        return $"{text}{generic}({string.Join(", ", method.Parameters.Select((p, i) => Text(method, p, i)))})";
    }

    private static string Text(Method method, Parameter parameter, int index)
    {
        var passing = parameter.Passing switch
        {
            Passing.Ref => "ref ",
            Passing.Out => "out ",
            Passing.In => "in ",
            Passing.RefReadonly => "ref readonly ",
            _ => "",
        };
        var isThis = method.IsExtension && index == 0 ? "this " : "";
        // An explicit implementation may give no default.
        var value = parameter.Default is null || method.Explicit.Length > 0 ? "" : " = " + parameter.Default;
        return $"{parameter.Modifier}{isThis}{passing}{parameter.Type} {parameter.Name}{value}";
    }

    private static string Where(Method method)
    {
        if (method.Dispatch == Dispatch.Override || method.Explicit.Length > 0)
            return "";
        return string.Concat(method.TypeParameters.Where(static p => p.Constraint.Length > 0).Select(static p => $" where {p.Name} : {p.Constraint}"));
    }
}
