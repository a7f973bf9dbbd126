namespace ShadowGen.Fuzzer.Generation;

/// <summary>Mentions and calls that must stay plain, or that the obvious shim would change.</summary>
internal static class TrapShapes
{
    public static void ExpressionTree(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        u.Allow("Run", name, "expression-tree");
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
        u.Roots.Add($"{{ var query = from x in new int[] {{ 1, 2 }}.AsQueryable() where {type}.{name}(x) > {u.Random.Next(3)} select x; W.V(query.Expression.ToString()); W.Drain(query, 2); }}");
    }

    public static void Conditional(Universe u)
    {
        var symbol = u.Random.PickOf("TRACED", "UNTRACED");
        var (type, name) = Host(u, n => $"[System.Diagnostics.Conditional(\"{symbol}\")] " + VoidEcho(n, "internal static void"));
        u.Allow("Run", name, "conditional-method");
        u.Roots.Add($"{type}.{name}({Shapes.Number(u)});");
    }

    // A call with one candidate has a symbol, and is bound late all the same.
    public static void DynamicArgument(Universe u)
    {
        var (type, name) = (u.Name("X"), u.Name("M"));
        var hasRival = u.Random.Chance(50);
        var rival = hasRival ? $"internal static int {name}(string a) {{ using (var f = W.Enter(\"{name}\", a)) return a.Length; }}" : "";
        u.Declarations.Add($"internal static class {type} {{ {Shapes.Echo(name)} {rival} }}");
        u.Allow("Run", name, "dynamic-argument");
        u.Roots.Add($"{{ dynamic d = {(hasRival ? u.Random.PickOf("5", "\"text\"") : "5")}; W.V((int){type}.{name}(d)); }}");
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
        u.Roots.Add(u.Random.PickOf(
            $"{{ Func<int, int> g = {type}.{name}; W.V(g({Shapes.Number(u)})); }}",
            $"W.Drain(new int[] {{ 1, 2 }}.Select({type}.{name}), 3);",
            $"W.V(new Func<int, int>({type}.{name}).Invoke({Shapes.Number(u)}));"));
    }

    public static void FunctionPointer(Universe u)
    {
        var (type, name) = Host(u, Shapes.Echo);
        var through = u.Name("X");
        u.Declarations.Add($"internal static unsafe class {through} {{ internal static int Call{name}(delegate*<int, int> g, int a) {{ using (var f = W.Enter(\"Call{name}\", W.S(a))) return g(a); }} }}");
        u.Allow("Run", name, "function-pointer", "function-pointer");
        u.AllowUncounted("Call" + name, name);
        u.Roots.Add($"unsafe {{ delegate*<int, int> g = &{type}.{name}; W.V(g({Shapes.Number(u)}) + {through}.Call{name}(&{type}.{name}, 2)); }}");
    }

    public static void MarkedLocalFunction(Universe u)
    {
        var name = u.Name("L");
        u.Allow("Run", name, "local-function");
        u.Roots.Add($"{{ [ShadowGen.Shadowed] int {name}(int a) {{ using (var g = W.Enter(\"{name}\", W.S(a))) return a; }} W.V({name}({Shapes.Number(u)})); }}");
    }

    public static void Parenthesised(Universe u)
    {
        var (type, name) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($"internal class {type} {{ {Shapes.Echo(name, "internal int")} }}");
        u.Allow("Run", name, "not-interceptable");
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

    // An override is no candidate in its own type, so a rival there that fits wins: here it has no parameter of the name, but the shim names none. And no first declaration
    // has the covariant result, by which the shim could call it.
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
            internal {{heir}} {{name}}(long b) { using (var f = W.Enter("{{name}}", "rival" + W.S(b))) return this; }
            }
            """);
        u.Allow("Run", name, "ambiguous-override");
        u.Roots.Add($"{{ {first} c = new {heir}().{name}(a: {Shapes.Number(u)}); c.{name}({Shapes.Number(u)}); new {heir}().{name}(5); }}");
    }

    // A state machine holds this in a field: what the plain call writes there is seen by the next one.
    public static void HoistedThis(Universe u)
    {
        var (type, add, items, later) = (u.Name("S"), u.Name("M"), u.Name("M"), u.Name("M"));
        u.Declarations.Add($$"""
            internal struct {{type}}
            {
            public int N;
            internal int {{add}}(int a) { using (var f = W.Enter("{{add}}", N + "," + a)) return N += a; }
            internal readonly IEnumerable<int> {{items}}(int a, int b) { using (var f = W.Open("{{items}}", W.S(a))) { if (!f.Go) yield break; yield return f.Leave({{add}}(a) + {{add}}(b)); f.Resume(); yield return f.Leave(N); f.Resume(); } }
            internal readonly async Task<int> {{later}}(int a) { using (var f = W.Enter("{{later}}", W.S(a))) { await f.Pause(); this.{{add}}(a); return N; } }
            }
            """);
        u.Allow(items, add, "hoisted-this", "hoisted-this");
        u.Allow(later, add, "hoisted-this");
        u.Roots.Add(u.Random.PickOf(
            $"W.Drain(new {type}().{items}({Shapes.Number(u)}, W.Called(\"{items}\", 2)), 3);",
            $"W.V(W.Get(new {type}().{later}({Shapes.Number(u)})));"));
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
