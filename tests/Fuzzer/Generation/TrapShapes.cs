namespace ShadowGen.Fuzzer.Generation;

/// <summary>Mentions and calls that must stay plain, or that the obvious shim would change.</summary>
internal static class TrapShapes
{
    public static void ExpressionTree(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        u.Allow("Run", name, "expression-tree");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"{{ System.Linq.Expressions.Expression<Func<int, int>> tree = x => {type}.{name}(x); W.V(tree.ToString()); W.V(tree.Compile()({Shapes.Number(u)})); }}");
    }

    public static void BaseCall(Universe u)
    {
        var (name, parent, heir) = (u.Name("M"), u.Name("C"), u.Name("C"));
        u.Declarations.Add($$"""
            internal class {{parent}} { {{Shapes.Echo(name, "internal virtual int")}} }
            internal class {{heir}} : {{parent}} { internal override int {{name}}(int a) { using (var f = W.Enter("{{name}}", "heir" + W.S(a))) return f.Go ? base.{{name}}(W.V(a)) * 2 : 0; } }
            """);
        u.Allow(name, name, "base-call");
        u.Roots.Add($"W.V(new {heir}().{name}({Shapes.Number(u)}));");
    }

    public static void ConstrainedReceiver(Universe u)
    {
        var (name, contract, type, twice) = (u.Name("M"), u.Name("I"), u.Name("S"), u.Name("M"));
        u.Declarations.Add($$"""
            internal interface {{contract}} { int {{name}}(int a); }
            internal struct {{type}} : {{contract}} { private int _n; public int {{name}}(int a) { using (var f = W.Enter("{{name}}", W.S(_n))) return _n += a; } }
            internal static class X{{twice}} { internal static int {{twice}}<T>(T item) where T : {{contract}} { using (var f = W.Enter("{{twice}}", "")) return item.{{name}}(1) + item.{{name}}(2); } }
            """);
        u.Allow(twice, name, "constrained-type-parameter", "constrained-type-parameter");
        u.Roots.Add($"W.V(X{twice}.{twice}(new {type}()));");
    }

    public static void GenericRecursion(Universe u)
    {
        var (type, name) = (u.Name("X"), u.Name("M"));
        u.Declarations.Add($"internal static class {type} {{ internal static T {name}<T>(T a, int n) {{ using (var f = W.Enter(\"{name}\", W.S(n))) return n <= 0 || !f.Go ? a : {name}(a, n - 1); }} }}");
        u.Allow(name, name, "generic-recursion");
        u.Roots.Add($"W.V({type}.{name}(\"g\", {Shapes.Number(u)}));");
    }

    public static void PrivateType(Universe u)
    {
        var (type, name) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($"internal class {type} {{ private class Secret {{ {Shapes.Echo(name, "public int")} }} {Shapes.Echo("Go" + name).Replace("return a + 1", $"return new Secret().{name}(a)", StringComparison.Ordinal)} }}");
        u.Allow("Go" + name, name, "private-type-in-signature");
        u.Roots.Add($"W.V({type}.Go{name}({Shapes.Number(u)}));");
    }

    public static void FileLocalType(Universe u)
    {
        var (type, name) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($"file class {type} {{ {Shapes.Echo(name, "public int")} }}");
        u.Allow("Run", name, "file-local-type");
        u.Roots.Add($"W.V(new {type}().{name}({Shapes.Number(u)}));");
    }

    public static void Queryable(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        u.Allow("Run", name, "expression-tree");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"{{ var query = from x in new int[] {{ 1, 2 }}.AsQueryable() where {type}.{name}(x) > {u.Random.Next(3)} select x; W.V(query.Expression.ToString()); W.Drain(query, 2); }}");
    }

    public static void Conditional(Universe u)
    {
        var symbol = u.Random.PickOf("TRACED", "UNTRACED");
        var (type, name) = Host(u, n => $"[System.Diagnostics.Conditional(\"{symbol}\")] " + VoidEcho(n, "internal static void"));
        u.Allow("Run", name, "conditional-method");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"{type}.{name}({Shapes.Number(u)});");
    }

    public static void DynamicArgument(Universe u)
    {
        var name = u.Name("M");
        var type = u.Name("X");
        u.Declarations.Add($"internal static class {type} {{ {Shapes.Echo(name)} internal static int {name}(string a) {{ using (var f = W.Enter(\"{name}\", a)) return a.Length; }} }}");
        u.Allow("Run", name, "dynamic-argument");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"{{ dynamic d = {u.Random.PickOf("5", "\"text\"")}; W.V((int){type}.{name}(d)); }}");
    }

    public static void DynamicReceiver(Universe u)
    {
        var name = u.Name("M");
        var type = u.Name("C");
        u.Declarations.Add($"public class {type} {{ {Shapes.Echo(name, "public int")} }}");
        u.Allow("Run", name, "dynamic-argument");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"{{ dynamic d = new {type}(); W.V((int)d.{name}({Shapes.Number(u)})); }}");
    }

    public static void NameOf(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        u.Allow("Run", name, "nameof");
        u.Roots.Add($"W.V(nameof({type}.{name}) + {type}.{name}({Shapes.Number(u)}));");
    }

    public static void MethodGroup(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        u.Allow("Run", name, "method-group");
        u.AllowUncounted("Run", name);
        u.Roots.Add(u.Random.PickOf(
            $"{{ Func<int, int> g = {type}.{name}; W.V(g({Shapes.Number(u)})); }}",
            $"W.Drain(new int[] {{ 1, 2 }}.Select({type}.{name}), 3);",
            $"{{ var g = new Func<int, int>({type}.{name}); g?.Invoke({Shapes.Number(u)}); }}"));
    }

    public static void FunctionPointer(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        u.Allow("Run", name, "function-pointer");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"unsafe {{ delegate*<int, int> g = &{type}.{name}; W.V(g({Shapes.Number(u)})); }}");
    }

    public static void MarkedLocalFunction(Universe u)
    {
        var name = u.Name("L");
        u.Allow("Run", name, "local-function");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"{{ [ShadowGen.Shadowed] int {name}(int a) {{ using (var g = W.Enter(\"{name}\", W.S(a))) return a; }} W.V({name}({Shapes.Number(u)})); }}");
    }

    public static void Parenthesised(Universe u)
    {
        var (type, name) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($"internal class {type} {{ {Shapes.Echo(name, "internal int")} }}");
        u.Allow("Run", name, "not-interceptable");
        u.AllowUncounted("Run", name);
        u.Roots.Add($"W.V((new {type}().{name})({Shapes.Number(u)}));");
    }

    public static void PartialWithoutBody(Universe u)
    {
        var name = u.Name("M");
        var type = u.Name("C");
        u.Declarations.Add($"internal partial class {type} {{ partial void {name}(int a); {VoidEcho("Go" + name, "internal void", $"{name}(W.V(a));")} }}");
        u.Allow("Go" + name, name, "partial-without-body");
        u.Roots.Add($"new {type}().Go{name}({Shapes.Number(u)});");
    }

    // An override is no candidate in its own type, so a rival there that fits wins; and no first declaration has the covariant result.
    public static void AmbiguousOverride(Universe u)
    {
        var name = u.Name("M");
        var (first, heir) = (u.Name("C"), u.Name("C"));
        u.Declarations.Add($$"""
            internal class {{first}}
            {
            internal virtual {{first}} {{name}}(int a) { using (var f = W.Enter("{{name}}", "first" + W.S(a))) return this; }
            }
            internal class {{heir}} : {{first}}
            {
            internal override {{heir}} {{name}}(int a) { using (var f = W.Enter("{{name}}", "heir" + W.S(a))) return this; }
            internal {{heir}} {{name}}(long a) { using (var f = W.Enter("{{name}}", "rival" + W.S(a))) return this; }
            }
            internal class Heir{{heir}} : {{heir}} { }
            """);
        u.Allow("Run", name, "ambiguous-override");
        u.Roots.Add($"{{ {first} c = new {heir}().{name}({Shapes.Number(u)}); c.{name}({Shapes.Number(u)}); new Heir{heir}().{name}(5L); }}");
    }

    public static void StaticAbstract(Universe u)
    {
        var (name, contract, one, two, of) = (u.Name("M"), u.Name("I"), u.Name("S"), u.Name("C"), u.Name("M"));
        u.Declarations.Add($$"""
            internal interface {{contract}} { static abstract int {{name}}(int a); static virtual int V{{name}}(int a) { using (var f = W.Enter("V{{name}}", W.S(a))) return a; } }
            internal struct {{one}} : {{contract}} { {{Shapes.Echo(name, "public static int")}} }
            internal class {{two}} : {{contract}} { {{Shapes.Echo(name, "public static int")}} {{Shapes.Echo("V" + name, "public static int")}} }
            internal static class X{{of}} { internal static int {{of}}<T>(int a) where T : {{contract}} { using (var f = W.Enter("{{of}}", W.S(a))) return T.{{name}}(a) + T.V{{name}}(W.V(a)); } }
            """);
        u.Allow(of, name, "static-abstract");
        u.Allow(of, "V" + name, "static-abstract");
        u.Roots.Add($"W.V(X{of}.{of}<{one}>({Shapes.Number(u)}) + X{of}.{of}<{two}>(7) + {two}.{name}(1));");
    }

    // Location data is a hash of the content: the compiler cannot tell equal files apart.
    public static void Twins(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        var twin = $"file static class {u.Name("Twin")} {{ [System.Runtime.CompilerServices.ModuleInitializer] internal static void Unused() {{ if (System.Environment.TickCount64 < 0) SPACE.{type}.{name}(1); }} }}";
        u.Files.Add((u.Name("a") + ".cs", twin));
        u.Files.Add((u.Name("b") + ".cs", twin));
        u.Allow("Unused", name, "duplicate-file", "duplicate-file");
    }

    public static string VoidEcho(string name, string modifiers, string work = "") =>
        $"{modifiers} {name}(int a) {{ using (var f = W.Enter(\"{name}\", W.S(a))) {{ {work} }} }}";

    private static (string Type, string Name) Host(Universe u, Func<string, string> write)
    {
        var (type, name) = (u.Name("X"), u.Name("M"));
        u.Declarations.Add($"internal static class {type} {{ {write(name)} }}");
        return (type, name);
    }

    private static (string Type, string Name) Host(Universe u, Func<string, string, string> write) => Host(u, name => write(name, "internal static int"));
}
