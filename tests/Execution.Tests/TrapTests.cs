using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

/// <summary>Calls that must stay plain: they would compile with a shim and mean something else, or not compile.</summary>
public class TrapTests
{
    [Fact]
    public void Base_call_of_a_virtual_method() => Behaviour.Agrees(
        """
        class Base { [Shadowed] public virtual string M() => "base"; [Shadowed] public string Fixed() => "fixed"; }
        class Derived : Base { public override string M() => "derived+" + base.M() + base.Fixed(); }
        static class Program { public static string Run() => new Derived().M(); }
        """,
        "derived+basefixed",
        ["Derived.M -> Base.Fixed = 1"],
        ["base-call Derived.M -> Base.M"]);

    [Fact]
    public void Base_calls_in_partial_types_go_through_a_bridge() => Behaviour.Agrees(
        """
        namespace Shop.@event
        {
            [Shadowed] public class Base
            {
                public virtual string M(int x, ref int y, params string[] rest) { y++; return "base" + x + y + rest.Length; }
                protected virtual string Guarded() => "guarded";
                public virtual T Same<T>(T x) where T : IComparable<T> => x;
                public virtual void Nothing() { }
                public virtual async Task<int> Later(int x) { await Task.Yield(); return x; }
                public virtual ref int Slot(int[] items) => ref items[0];
                [Obsolete] public virtual int Old() => 5;
                public override string ToString() => "text";
                public virtual IEnumerable<int> Items() { yield return 7; }
            }
            public partial class Outer
            {
                public partial record Holder
                {
                    internal partial class Derived : Base
                    {
                        public int Calls;
                        public override string M(int x, ref int y, params string[] rest) { Calls++; return "derived+" + base.M(x, ref y, rest) + base.M(rest: new[] { "r" }, x: 1, y: ref y); }
                        protected override string Guarded() => "own+" + base.Guarded();
                        public override T Same<T>(T x) => base.Same(x);
                        public override void Nothing() => base.Nothing();
                        public override async Task<int> Later(int x) { Func<Task<int>> inner = () => base.Later(x); return await inner() + 1; }
                        public override ref int Slot(int[] items) => ref base.Slot(items);
                        [Obsolete] public override int Old() => base.Old() + 1;
                        public override string ToString() => "own " + base.ToString();
                        public override IEnumerable<int> Items() => base.Items().Concat([8]);
                        public string Use(Base other) { var y = 0; return M(0, ref y) + other.M(2, ref y) + base.M(3, ref y) + Guarded() + Same(4); }
                        public static int Total(int[] items) { var d = new More(); d.Slot(items) = 3; d.Nothing(); return d.Later(1).Result + d.Items().Sum(); }
                    }
                    internal sealed class More : Derived { public override string M(int x, ref int y, params string[] rest) => "more+" + base.M(x, ref y, rest); }
                }
            }
        }
        static class Program
        {
            public static string Run()
            {
                var items = new int[1];
                var total = Shop.@event.Outer.Holder.Derived.Total(items);
        #pragma warning disable CS0612
                return new Shop.@event.Outer.Holder.More().Use(new Shop.@event.Base()) + total + items[0] + new Shop.@event.Outer.Holder.Derived() + new Shop.@event.Outer.Holder.Derived().Old();
            }
        }
        """,
        "more+derived+base010base121base230base340own+guarded4173own text6",
        [
            "Shop.event.Outer.Holder.Derived.Guarded -> Shop.event.Base.Guarded = 1",
            "Shop.event.Outer.Holder.Derived.Same``1 -> Shop.event.Base.Same``1 = 1",
            "Shop.event.Outer.Holder.Derived.Nothing -> Shop.event.Base.Nothing = 1",
            "Shop.event.Outer.Holder.Derived.Later -> Shop.event.Base.Later = 1",
            "Shop.event.Outer.Holder.Derived.Slot -> Shop.event.Base.Slot = 1",
            "Shop.event.Outer.Holder.Derived.Old -> Shop.event.Base.Old = 1",
            "Shop.event.Outer.Holder.Derived.ToString -> Shop.event.Base.ToString = 1",
            "Shop.event.Outer.Holder.Derived.Items -> Shop.event.Base.Items = 1",
            "Shop.event.Outer.Holder.Derived.M -> Shop.event.Base.M = 2",
            "Shop.event.Outer.Holder.Derived.Use -> Shop.event.Base.M = 2",
        ]);

    [Fact]
    public void Base_calls_that_no_bridge_can_make_stay_plain() => Behaviour.Agrees(
        """
        class Base { [Shadowed] public virtual string M() => "base"; }
        class Base<T> { [Shadowed] public virtual string N(T x) => "" + x; }
        partial class Typed<T> : Base { public override string M() => typeof(T).Name + base.M(); }
        partial class Closed : Base<int> { public override string N(int x) => "closed" + base.N(x); }
        class Outer { public partial class Inner : Base { public override string M() => "inner" + base.M(); } }
        file partial class Local : Base { public override string M() => "local" + base.M(); }
        static class Program { public static string Run() => new Typed<int>().M() + new Closed().N(1) + new Outer.Inner().M() + new Local().M(); }
        """,
        "Int32baseclosed1innerbaselocalbase",
        skips: ["base-call Typed`1.M -> Base.M", "base-call Closed.N -> Base`1.N", "base-call Outer.Inner.M -> Base.M", "base-call Local.M -> Base.M"]);

    [Fact]
    public void Receiver_of_a_type_parameter_that_may_be_a_struct() => Behaviour.Agrees(
        """
        interface ICount { [Shadowed] int Next(); }
        struct Counter : ICount { private int _n; public int Next() => ++_n; }
        static class Program
        {
            private static string Twice<T>(T item) where T : ICount => $"{item.Next()}{item.Next()}";
            public static string Run() => Twice(new Counter());
        }
        """,
        "12",
        skips: ["constrained-type-parameter Program.Twice``1 -> ICount.Next", "constrained-type-parameter Program.Twice``1 -> ICount.Next"]);

    [Fact]
    public void Readonly_this_that_an_iterator_or_async_method_hoists() => Behaviour.Agrees(
        """
        #pragma warning disable CS8656 // the compiler says that it copies, which is what a hoisted this does not
        struct Inner { public int N; [Shadowed] public int Add() => ++N; [Shadowed] public readonly int Peek() => N; }
        struct Outer
        {
            public int N;
            public Inner Open;
            public readonly Inner Frozen = new();
            public Outer() { }
            [Shadowed] public int Add() => ++N;
            public readonly IEnumerable<int> Items() { yield return Add() + this.Add(); yield return N; Open.Add(); Frozen.Add(); yield return Open.N + Open.Peek() + Frozen.N; }
            public readonly async Task<int> Later() { await Task.Yield(); Add(); return N * 10 + Open.Add() + Open.N; }
            public readonly int Copied() => Add() + Add() + Open.Add() + Open.Add();
            public IEnumerable<int> Own() { yield return Add(); yield return N; }
        }
        static class Program
        {
            public static string Run()
            {
                var outer = new Outer();
                return string.Join(" ", outer.Items()) + " " + outer.Later().Result + " " + outer.Copied() + " " + string.Join(" ", outer.Own());
            }
        }
        """,
        "3 2 2 12 4 1 1",
        [
            "Outer.Items -> Inner.Add = 1",
            "Outer.Items -> Inner.Peek = 1",
            "Outer.Copied -> Outer.Add = 2",
            "Outer.Copied -> Inner.Add = 2",
            "Outer.Own -> Outer.Add = 1",
        ],
        [
            "hoisted-this Outer.Items -> Outer.Add",
            "hoisted-this Outer.Items -> Outer.Add",
            "hoisted-this Outer.Items -> Inner.Add",
            "hoisted-this Outer.Later -> Outer.Add",
            "hoisted-this Outer.Later -> Inner.Add",
        ]);

    [Fact]
    public void Static_abstract_through_a_type_parameter() => Behaviour.Agrees(
        """
        interface INamed { [Shadowed] static abstract string Name(); [Shadowed] static virtual string Kind() => "default"; }
        class A : INamed { public static string Name() => "A"; }
        class B : INamed { public static string Name() => "B"; public static string Kind() => "own"; }
        static class Program
        {
            private static string Of<T>() where T : INamed => T.Name() + T.Kind();
            public static string Run() => Of<A>() + Of<B>();
        }
        """,
        "AdefaultBown",
        skips: ["static-abstract Program.Of``1 -> INamed.Name", "static-abstract Program.Of``1 -> INamed.Kind"]);

    [Fact]
    public void Generic_recursion_with_the_methods_own_type_parameters() => Behaviour.Agrees(
        """
        static class Program
        {
            [Shadowed] private static int Own<T>(T x, int n) => n == 0 ? 0 : 1 + Own(x, n - 1);
            [Shadowed] private static int Swapped<A, B>(A a, B b, int n) => n == 0 ? 0 : 1 + Swapped(b, a, n - 1);
            [Shadowed] private static int Wrapped<T>(T x, int n) => n == 0 ? 0 : 1 + Wrapped(new[] { x }, n - 1);
            internal class Of<T>
            {
                [Shadowed] public int Same(int n) => n == 0 ? 0 : 1 + Same(n - 1);
                [Shadowed] public int Deeper(int n) => n == 0 ? 0 : 1 + new Of<T[]>().Deeper(n - 1);
            }
            [Shadowed] private static int Reduced<T>(this List<T> x, int n) => n == 0 ? 0 : 1 + x.Reduced(n - 1);
            [Shadowed] private static int Other<T>(this List<T> x) => x.Reduced(1);
            public static string Run() => $"{Own("", 2)}{Swapped(1, 'a', 2)}{Wrapped(1, 1)}{new List<int>().Reduced(2)}{new List<int>().Other()}{new Of<int>().Same(1)}{new Of<int>().Deeper(1)}";
        }
        """,
        "2212111",
        [
            "Program.Run -> Program.Own``1 = 1", "Program.Run -> Program.Swapped``2 = 1", "Program.Run -> Program.Wrapped``1 = 1", "Program.Run -> Program.Of`1.Same = 1", "Program.Run -> Program.Of`1.Deeper = 1",
            "Program.Of`1.Same -> Program.Of`1.Same = 1", "Program.Of`1.Deeper -> Program.Of`1.Deeper = 1",
            "Program.Run -> Program.Reduced``1 = 1", "Program.Run -> Program.Other``1 = 1", "Program.Other``1 -> Program.Reduced``1 = 1",
        ],
        ["generic-recursion Program.Own``1 -> Program.Own``1", "generic-recursion Program.Swapped``2 -> Program.Swapped``2", "generic-recursion Program.Wrapped``1 -> Program.Wrapped``1", "generic-recursion Program.Reduced``1 -> Program.Reduced``1"]);

    [Fact]
    public void Dynamic_argument() => Behaviour.Agrees(
        """
        static class Late { [Shadowed] public static string M(int x) => "int"; [Shadowed] public static string M(string x) => "string"; }
        class Single { [Shadowed] public static string S(int x) => "only" + x; [Shadowed] public string I(string x) => x; }
        static class Weak { [Shadowed] public static string M(dynamic x) => "dynamic"; public static string M(string x) => "string"; [Shadowed] public static void N(ref dynamic x) => x = "n"; }
        static class Program { public static string Run() { dynamic d = "a"; object o = "b"; Weak.N(ref o); return (string)Late.M(d) + Late.M(1) + Weak.M(o) + o + new Single().I(d) + Single.S((dynamic)5); } }
        """,
        "stringintdynamicnaonly5",
        ["Program.Run -> Late.M = 1", "Program.Run -> Weak.M = 1"],
        ["dynamic-argument Program.Run -> Late.M", "dynamic-argument Program.Run -> Weak.N", "dynamic-argument Program.Run -> Single.I", "dynamic-argument Program.Run -> Single.S"]);

    [Fact]
    public void Expression_tree_and_query() => Behaviour.Agrees(
        """
        using System.Linq.Expressions;
        static class Rules { [Shadowed] public static bool Even(int x) => x % 2 == 0; [Shadowed] public static int Twice(this int x) => 2 * x; }
        static class Program
        {
            public static string Run()
            {
                Expression<Func<int, bool>> tree = x => Rules.Even(x);
                var query = from x in new[] { 1, 2 }.AsQueryable() where Rules.Even(x) select x.Twice();
                var plain = from x in new[] { 1, 2 } where Rules.Even(x) select x.Twice();
                return ((MethodCallExpression)tree.Body).Method.DeclaringType!.Name + query.Single() + plain.Single() + query.Expression.ToString().Contains("Even");
            }
        }
        """,
        "Rules44True",
        ["Program.Run -> Rules.Even = 2", "Program.Run -> Rules.Twice = 1"],
        ["expression-tree Program.Run -> Rules.Even", "expression-tree Program.Run -> Rules.Even", "expression-tree Program.Run -> Rules.Twice"]);

    [Fact]
    public void Conditional_callee_follows_the_calling_files_symbols() => Behaviour.Agrees(
        [
            ("/project/Log.cs", "using System.Diagnostics; using ShadowGen; public class Log { public static int N; [Conditional(\"TRACED\"), Shadowed] public static void Add() => N++; [Conditional(\"TRACED\")] public virtual void V() => N += 10; } public class Sub : Log { [Shadowed] public override void V() => N += 100; }"),
            ("/project/On.cs", "#define TRACED\npublic static class On { public static void Go() { Log.Add(); new Sub().V(); } }"),
            ("/project/Program.cs", "public static class Program { public static string Run() { Log.Add(); On.Go(); return Log.N.ToString(); } }"),
        ],
        "101",
        skips: ["conditional-method Program.Run -> Log.Add", "conditional-method On.Go -> Log.Add", "conditional-method On.Go -> Sub.V"]);

    [Fact]
    public void Local_functions_delegates_method_groups_and_nameof() => Behaviour.Agrees(
        """
        class Other { [Shadowed] public int More(int x) => x + 1; }
        static unsafe class Program
        {
            [Shadowed] public static int Load(int x) => x + 1;
            private static Other Of() => new();
            public static string Run()
            {
                [Shadowed] static int Local(int x) => x;
                Func<int, int> load = Load;
                Action<int>? none = null;
                none?.Invoke(1);
                delegate*<int, int> pointer = &Load;
                return nameof(Load) + nameof(Program.Load) + Local(1) + load(2) + new[] { 3 }.Select(Load).Single() + pointer(4) + (Of().More)(5);
            }
        }
        """,
        "LoadLoad13456",
        skips:
        [
            "local-function Program.Run -> Program.Local", "method-group Program.Run -> Program.Load", "method-group Program.Run -> Program.Load",
            "function-pointer Program.Run -> Program.Load", "nameof Program.Run -> Program.Load", "nameof Program.Run -> Program.Load", "not-interceptable Program.Run -> Other.More",
        ]);

    [Fact]
    public void Partial_method_that_nobody_implements() => Behaviour.Agrees(
        """
        partial class Model
        {
            public static int N;
            [Shadowed] partial void Changed(int x);
            [Shadowed] partial void Saved(int x);
            partial void Saved(int x) => N += x;
            public string Use() { Changed(N = 5); Saved(1); return N.ToString(); }
        }
        static class Program { public static string Run() => new Model().Use(); }
        """,
        "1",
        ["Model.Use -> Model.Saved = 1"],
        ["partial-without-body Model.Use -> Model.Changed"]);

    [Fact]
    public void Byte_identical_files_stay_plain()
    {
        const string twin = "file static class Twin { public static int Call() => Shared.One(); public static int Init = Shared.Add(Call()); }";
        Behaviour.Agrees(
            [
                ("/project/a/Twin.cs", twin),
                ("/project/b/Twin.cs", twin),
                ("/project/Shared.cs", "using ShadowGen; public static class Shared { public static int N; [Shadowed] public static int One() => 1; [Shadowed] public static int Add(int x) => N += x; }"),
                ("/project/Program.cs", "public static class Program { public static string Run() { foreach (var t in typeof(Program).Assembly.GetTypes()) { if (t.Name.EndsWith(\"Twin\")) System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(t.TypeHandle); } return Shared.N.ToString(); } }"),
            ],
            "2",
            skips: ["duplicate-file Twin.Call -> Shared.One", "duplicate-file Twin.#cctor -> Shared.Add", "duplicate-file Twin.Call -> Shared.One", "duplicate-file Twin.#cctor -> Shared.Add"]);
    }

    [Fact]
    public void Obsolete_and_experimental_callees() => Behaviour.Agrees(
        """
        using System.Diagnostics.CodeAnalysis;
        #pragma warning disable CS0618, TEST001
        [Obsolete("gone", true)] class Old { }
        static class Api
        {
            [Shadowed, Obsolete("soft")] public static int Soft() => 1;
            [Shadowed, Obsolete("hard", true)] public static int Hard() => 2;
            [Shadowed, Experimental("TEST001")] public static int Trial() => 3;
            [Shadowed, Obsolete("hard", true)] private static int Hidden(List<Old>? old) => 4;
            [Obsolete("caller")] public static int Use() => Soft() + Hard() + Trial() + Hidden(null);
        }
        static class Program { public static string Run() => Api.Use().ToString(); }
        """,
        "10",
        ["Api.Use -> Api.Soft = 1", "Api.Use -> Api.Hard = 1", "Api.Use -> Api.Trial = 1", "Api.Use -> Api.Hidden = 1"]);

    [Fact]
    public void Flow_attributes_and_nullability_are_the_originals() => Behaviour.Agrees(
        """
        using System.Diagnostics.CodeAnalysis;
        #nullable enable
        [Shadowed] class Finder
        {
            public string? Name;
            public bool TryFind(string key, [NotNullWhen(true)] out string? value) { value = key.Length > 1 ? key : null; return value != null; }
            [MemberNotNull(nameof(Name))] public void Fill() => Name = "n";
            [return: NotNullIfNotNull(nameof(x))] public static string? Same(string? x) => x;
            [DoesNotReturn] public static void Fail() => throw new InvalidOperationException("fail");
        }
        static class Program
        {
            public static string Run()
            {
                var finder = new Finder();
                finder.Fill();
                var n = finder.Name.Length + Finder.Same("abc").Length;
                if (finder.TryFind("key", out var value)) n += value.Length;
                else Finder.Fail();
                return n.ToString();
            }
        }
        """,
        "7",
        ["Program.Run -> Finder.Fill = 1", "Program.Run -> Finder.Same = 1", "Program.Run -> Finder.TryFind = 1", "Program.Run -> Finder.Fail = 0"]);
}
