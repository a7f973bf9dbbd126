namespace ShadowGen.Fuzzer.Generation;

/// <summary>Calls in every place that code can stand in, and signatures that few methods have.</summary>
internal static class PlaceShapes
{
    public static void Accessors(Universe u)
    {
        var (type, k, p) = (u.Name("C"), u.Name("M"), u.Name("Prop"));
        u.Declarations.Add($$"""
            internal class {{type}}
            {
            {{Shapes.Echo(k)}}
            internal int {{p}} { get { return W.As("{{p}}", () => {{k}}(5)); } set { W.As("{{p}}", () => {{k}}(value)); } }
            internal int Arrow{{p}} => W.As("Arrow{{p}}", () => {{k}}(6));
            internal event Action E{{p}} { add { W.As("E{{p}}", () => {{k}}(7)); } remove { } }
            internal int Auto{{p}} { get; } = W.As("{{type}}.#ctor", () => {{k}}(8));
            internal int this[int i] { get { return W.As("Item", () => {{k}}(i)); } }
            }
            """);
        u.Roots.Add($"{{ var c = new {type}(); c.{p} += c.Arrow{p} + c[{Shapes.Number(u)}]; c.E{p} += () => {{ }}; W.V(c.Auto{p} + c.{p}); }}");
    }

    public static void Operators(Universe u)
    {
        var (type, k) = (u.Name("S"), u.Name("M"));
        u.Declarations.Add($$"""
            internal struct {{type}}
            {
            {{Shapes.Echo(k)}}
            public static {{type}} operator +({{type}} a, int b) { W.As("{{type}}.op_Addition", () => {{k}}(b)); return a; }
            public static implicit operator int({{type}} a) { return W.As("{{type}}.op_Implicit", () => {{k}}(3)); }
            }
            """);
        u.Roots.Add($"{{ {type} s = new {type}(); s += {Shapes.Number(u)}; W.V((int)s); }}");
    }

    public static void StaticConstructor(Universe u)
    {
        var (type, k) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($$"""
            internal class {{type}}
            {
            static {{type}}() { W.Say("static constructor"); W.As("{{type}}.#cctor", () => Side{{type}}.{{k}}(1)); }
            {{Shapes.Echo("Go" + k)}}
            }
            internal static class Side{{type}} { {{Shapes.Echo(k)}} }
            """);
        u.Roots.Add($"W.V({type}.Go{k}({Shapes.Number(u)}));");
    }

    // What the compiler calls by a pattern has no call site of its own.
    public static void Patterns(Universe u)
    {
        var (type, k) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($$"""
            internal class {{type}} : IDisposable, System.Collections.IEnumerable
            {
            {{Shapes.Echo(k)}}
            public void Add(int a) { {{k}}(a); }
            public void Dispose() { W.Say("dispose"); }
            public void Deconstruct(out int a, out int b) { a = {{k}}(1); b = 2; }
            public System.Collections.IEnumerator GetEnumerator() { yield return {{k}}(3); }
            }
            """);
        foreach (var caller in new[] { "Add", "Deconstruct", "GetEnumerator", "Run" })
            u.AllowUncounted(caller, k);
        u.AllowUncounted("", k);
        // These members do not tell the witness of themselves, so what they call counts to whoever is current.
        u.Roots.Add($"using (var c = new {type}()) {{ W.V({type}.{k}({Shapes.Number(u)})); }}");
    }

    public static void InterpolatedStringHandler(Universe u)
    {
        var (type, k, handler) = (u.Name("X"), u.Name("M"), u.Name("S"));
        u.Declarations.Add($$"""
            [System.Runtime.CompilerServices.InterpolatedStringHandler]
            internal ref struct {{handler}}
            {
            private int _n;
            public {{handler}}(int literal, int holes, int level, out bool go) { _n = literal; go = level > 1; W.Say("handler " + level); }
            [ShadowGen.Unshadowed] public void AppendLiteral(string s) { _n += s.Length; W.Say("literal " + s); }
            [ShadowGen.Unshadowed] public void AppendFormatted<T>(T value) { _n += 100; W.Say("hole " + W.S(value)); }
            [ShadowGen.Unshadowed] public int Sum() { return _n; }
            }
            internal static class {{type}}
            {
            {{Shapes.Echo("H" + k)}}
            internal static int {{k}}(int level, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("level")] {{handler}} text) { using (var f = W.Enter("{{k}}", W.S(level))) return text.Sum(); }
            }
            """);
        u.Roots.Add($"W.V({type}.{k}({u.Random.Next(4)}, $\"a{{{type}.H{k}(W.V(5))}}b\"));");
    }

    public static void CallerArgument(Universe u)
    {
        var (type, k) = (u.Name("X"), u.Name("M"));
        u.Declarations.Add($$"""
            internal static class {{type}}
            {
            internal static string {{k}}(int a, [System.Runtime.CompilerServices.CallerArgumentExpression("a")] string text = "", [System.Runtime.CompilerServices.CallerMemberName] string member = "", [System.Runtime.CompilerServices.CallerLineNumber] int line = 0, [System.Runtime.CompilerServices.CallerFilePath] string file = "")
            { using (var f = W.Enter("{{k}}", a + text + member + line + file)) return text; }
            }
            """);
        u.Roots.Add($"W.V({type}.{k}({Shapes.Number(u)}) + {type}.{k}(line: 3, a: W.V(4)));");
    }

    public static void AllowsRefStruct(Universe u)
    {
        var (type, k) = (u.Name("X"), u.Name("M"));
        u.Declarations.Add($$"""
            internal static class {{type}}
            {
            internal static int {{k}}<T>(scoped T a, scoped in T b, int n) where T : allows ref struct { using (var f = W.Enter("{{k}}", typeof(T).Name + n)) return n; }
            internal static T Same{{k}}<T>(T a) where T : allows ref struct { using (var f = W.Enter("Same{{k}}", typeof(T).Name)) return a; }
            }
            """);
        u.Roots.Add($"{{ Span<int> s = stackalloc int[] {{ 1, 2 }}; W.V({type}.{k}(s, s, {Shapes.Number(u)}) + {type}.Same{k}(s)[1] + {type}.Same{k}<ReadOnlySpan<int>>([4])[0] + {type}.{k}(\"x\", \"y\", 2)); }}");
    }

    public static void ExtensionBlock(Universe u)
    {
        var (type, k) = (u.Name("X"), u.Name("M"));
        u.Declarations.Add($$"""
            internal static class {{type}}
            {
            extension(int self) { internal int {{k}}(int a) { using (var f = W.Enter("{{k}}", self + "," + a)) return self + a; } internal static int Static{{k}}(int a) { using (var f = W.Enter("Static{{k}}", W.S(a))) return a; } }
            extension<T>(T[] items) { internal T First{{k}}<U>(U a) { using (var f = W.Enter("First{{k}}", W.S(a))) return items[0]; } }
            }
            """);
        u.Roots.Add($"W.V({Number(u)}.{k}({Shapes.Number(u)}) + int.Static{k}(2) + new int[] {{ 3 }}.First{k}(\"u\"));");
        u.Roots.Add($"W.V({type}.{k}({Shapes.Number(u)}, 2) + {type}.Static{k}(2) + {type}.First{k}(new int[] {{ 3 }}, \"u\"));");
    }

    public static void Pointers(Universe u)
    {
        var (type, k) = (u.Name("X"), u.Name("M"));
        u.Declarations.Add($"internal static unsafe class {type} {{ internal static int* {k}(int* a, int n) {{ using (var f = W.Enter(\"{k}\", W.S(*a) + W.S(n))) {{ *a += n; return a; }} }} }}");
        u.Roots.Add($"unsafe {{ int n = 4; W.V(*{type}.{k}(&n, {Shapes.Number(u)}) + n); }}");
    }

    public static void Obsolete(Universe u)
    {
        var (type, k) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($"internal class {type} {{ [Obsolete(\"old\", true)] {Shapes.Echo(k)} [Obsolete(\"older\")] {Shapes.Echo("Go" + k).Replace("return a + 1", $"return {k}(a)", StringComparison.Ordinal)} }}");
        u.Roots.Add($"W.V({type}.Go{k}({Shapes.Number(u)}));");
    }

    public static void AsyncVoid(Universe u)
    {
        var (type, k) = (u.Name("C"), u.Name("M"));
        u.Declarations.Add($"internal class {type} {{ internal static async void {k}(int a) {{ using (var f = W.Enter(\"{k}\", W.S(a))) {{ if (a > 2) await f.Pause(); W.V(a); }} }} }}");
        u.Roots.Add($"{type}.{k}({Shapes.Number(u)});");
    }

    private static string Number(Universe u) => u.Random.PickOf("5", "W.V(2)");

    /// <summary>Private types in partial ones: their shims are members of the types themselves.</summary>
    public static void PrivateTypes(Universe u)
    {
        var (outer, inner, name, read, copy) = (u.Name("C"), u.Name("S"), u.Name("M"), u.Name("M"), u.Name("M"));
        var kind = u.Random.PickOf("sealed partial class", "partial class", "partial struct");
        u.Declarations.Add($$"""
            internal partial class {{outer}}
            {
                private {{kind}} {{inner}}
                {
                    public int S;
                    public int {{name}}(int a) { using (var f = W.Enter("{{name}}", W.S(S))) return S += a; }
                }
                private static int {{read}}(ref {{inner}} one, in {{inner}} other, out {{inner}} last) { using (var f = W.Enter("{{read}}", W.S(one.S) + W.S(other.S))) { last = one; one.S++; return other.S; } }
                private {{inner}} {{copy}}({{inner}} one) { using (var f = W.Enter("{{copy}}", W.S(one.S))) { one.S += 2; return one; } }
                internal static int Go{{name}}(int a)
                {
                    using (var f = W.Enter("Go{{name}}", W.S(a)))
                    {
                        var one = new {{inner}}() { S = a };
                        var many = new {{inner}}[] { one, one };
                        many[1].{{name}}(2);
                        {{inner}} last;
                        return one.{{name}}(1) + {{read}}(ref many[0], one, out last) + new {{outer}}().{{copy}}(last).{{name}}(3) + many[0].S + many[1].S + one.S;
                    }
                }
            }
            """);
        u.Roots.Add($"W.V({outer}.Go{name}({Shapes.Number(u)}));");
    }
}
