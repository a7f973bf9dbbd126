using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Which member a call counts to, and what exceptions and order do.</summary>
public class CallerTests
{
    [Fact]
    public void Every_place_that_code_can_stand_in() => Behaviour.Agrees(
        """
        static class T { [Shadowed] public static int K(int x = 1) => x; }
        class Base(int x) { public int X = x; }
        class Derived(int y) : Base(T.K(y))
        {
            private int _field = T.K(2);
            private static int Shared = T.K(3);
            public int Auto { get; } = T.K(4);
            public int Prop { get => T.K(5); set { T.K(value); } }
            public int Arrow => T.K(6);
            public int this[int i] => T.K(i);
            public event Action E { add { T.K(7); } remove { } }
            public static Derived operator +(Derived a, Derived b) { T.K(8); return a; }
            public static explicit operator int(Derived d) => T.K(9);
            ~Derived() { }
            public int Lambda() { Func<int> f = () => T.K(10); int Local() { return T.K(11) + f(); } return Local(); }
            public IEnumerable<int> Query() => from i in new[] { 1 } let j = T.K(i) where T.K(j) == 1 orderby T.K(i) select T.K(12);
            public string Filter() { try { throw new Exception(); } catch (Exception) when (T.K(13) == 13) { return "f"; } }
            public static int Total => Shared;
        }
        static class Program
        {
            public static string Run()
            {
                var d = new Derived(1);
                d.Prop = d.Prop + d.Arrow + d[3] + d.Auto;
                d.E += () => { };
                d += d;
                return $"{(int)d}{d.Lambda()}{d.Query().Single()}{d.Filter()}{Derived.Total}{d.X}";
            }
        }
        """,
        "92112f31",
        [
            "Derived.#ctor -> T.K = 3", "Derived.#cctor -> T.K = 1", "Derived.Prop -> T.K = 2", "Derived.Arrow -> T.K = 1",
            "Derived.Item -> T.K = 1", "Derived.E -> T.K = 1", "Derived.op_Addition -> T.K = 1", "Derived.op_Explicit~System.Int32 -> T.K = 1", "Derived.Lambda -> T.K = 2",
            "Derived.Query -> T.K = 4", "Derived.Filter -> T.K = 1",
        ]);

    [Fact]
    public void Recursion_and_exceptions_unwind_as_before() => Behaviour.Agrees(
        """
        static class Program
        {
            [Shadowed] private static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);
            [Shadowed] private static void Throw(int n) { if (n == 0) throw new ArgumentException("deep"); Throw(n - 1); }
            public static string Run()
            {
                var text = "";
                for (var i = 0; i < 3; i++)
                {
                    try { Throw(5); }
                    catch (ArgumentException e) { text += e.Message; }
                }
                return text + Fib(10);
            }
        }
        """,
        "deepdeepdeep55",
        ["Program.Run -> Program.Fib = 1", "Program.Fib -> Program.Fib = 176", "Program.Run -> Program.Throw = 3", "Program.Throw -> Program.Throw = 15"]);

    [Fact]
    public void An_exception_that_leaves_is_the_same_one() => Behaviour.Agrees(
        """static class Program { [Shadowed] private static string Fail() => throw new FormatException("bad"); public static string Run() => Fail(); }""",
        "System.FormatException: bad",
        ["Program.Run -> Program.Fail = 1"]);

    [Fact]
    public void Top_level_statements_partial_methods_and_mapped_lines() => Behaviour.Agrees(
        [
            ("/project/Main.cs", "using ShadowGen;\nreturn Parts.Do(1) + Local();\n#line 200 \"Other.cs\"\nstatic int Local() => Parts.Do(2);\n#line default\npublic static partial class Parts { [Shadowed] public static partial int Do(int x); }"),
            ("/project/Parts.cs", "public static partial class Parts { public static partial int Do(int x) => x; }\nstatic partial class Run_ { }\nnamespace Test { static class Program { public static string Run() => typeof(Parts).Assembly.EntryPoint!.Invoke(null, new object[] { new string[0] })!.ToString()!; } }"),
        ],
        "3",
        ["Program.{Main}$ -> Parts.Do = 2"],
        isExecutable: true);

    [Fact]
    public void Opting_in_by_type_namespace_and_out_again() => Behaviour.Agrees(
        [
            ("/project/Program.cs", """
            using ShadowGen;
            [assembly: ShadowNamespace("Shop.*")]
            [assembly: ShadowNamespace("Bad..Pattern")]
            namespace Shop { static class Root { public static int A() => 1; } }
            namespace Shop.Orders
            {
                static class Orders { public static int A() => 1; [Unshadowed] public static int B() => 1; }
                [Unshadowed] static class Off { public static int A() => 1; [Shadowed] public static int B() => 1; public static class Nested { public static int A() => 1; } }
                record Item(int X);
            }
            namespace Shop.Orders.Deep { static class Deeper { public static int A() => 1; } }
            [Shadowed] static class Marked { public static class Inner { public static int A() => 1; } }
            static class Program
            {
                public static string Run() => new Shop.Orders.Item(Shop.Root.A() + Shop.Orders.Orders.A() + Shop.Orders.Orders.B() + Shop.Orders.Off.A() + Shop.Orders.Off.B() + Shop.Orders.Off.Nested.A() + Shop.Orders.Deep.Deeper.A() + Marked.Inner.A()).ToString();
            }
            """),
        ],
        "Item { X = 8 }",
        ["Program.Run -> Shop.Orders.Orders.A = 1", "Program.Run -> Shop.Orders.Off.B = 1", "Program.Run -> Marked.Inner.A = 1"]);
}
