using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

public class GenericTests
{
    [Fact]
    public void Methods_and_types_of_any_arity() => Behaviour.Agrees(
        """
        class Outer<A>
        {
            public class Middle<B>
            {
                [Shadowed] public string Show<C>(A a, B b, C c) => $"{typeof(A).Name}{typeof(B).Name}{typeof(C).Name}{a}{b}{c}";
                [Shadowed] public static B Same(B b) => b;
            }
            public class Plain { [Shadowed] public static A? None() => default; }
        }
        struct Cell<T> { public T Value; [Shadowed] public void Set(T value) => Value = value; [Shadowed] public readonly T Get() => Value; }
        interface IStore<in K, V> { [Shadowed] V Load(K key); }
        class Store : IStore<string, int> { public int Load(string key) => key.Length; }
        static class Program
        {
            private static string Through<T>(T item) => new Outer<T>.Middle<T[]>().Show(item, [item], 1);
            public static string Run()
            {
                var cell = new Cell<long>();
                cell.Set(4);
                IStore<string, int> store = new Store();
                return new Outer<int>.Middle<string>().Show(1, "2", '3') + Through(true) + Outer<byte>.Middle<int>.Same(5) + Outer<int>.Plain.None() + cell.Get() + store.Load("abc");
            }
        }
        """,
        "Int32StringChar123BooleanBoolean[]Int32TrueSystem.Boolean[]15043",
        [
            "Program.Run -> Outer`1.Middle`1.Show``1 = 1", "Program.Through``1 -> Outer`1.Middle`1.Show``1 = 1", "Program.Run -> Outer`1.Middle`1.Same = 1",
            "Program.Run -> Outer`1.Plain.None = 1", "Program.Run -> Cell`1.Set = 1", "Program.Run -> Cell`1.Get = 1", "Program.Run -> IStore`2.Load = 1",
        ]);

    [Fact]
    public void Every_constraint_is_repeated() => Behaviour.Agrees(
        """
        [Shadowed] static class Only
        {
            public static string Class<T>(T x) where T : class => x.ToString()!;
            public static string MaybeClass<T>(T x) where T : class? => x?.ToString() ?? "-";
            public static T? MaybeDefault<T>() => default;
            public static int Struct<T>(T x) where T : struct, IComparable<T> => x.CompareTo(default);
            public static unsafe int Unmanaged<T>() where T : unmanaged => sizeof(T);
            public static string NotNull<T>(T x) where T : notnull => x.ToString()!;
            public static T New<T>() where T : class, IList<int>, new() => new T();
            public static int RefStruct<T>(T x) where T : IDisposable, allows ref struct { x.Dispose(); return 1; }
            public static string Enums<T>(T x) where T : struct, Enum => x.ToString();
            public static U Chain<T, U>(T x) where T : U => x;
        }
        ref struct Handle : IDisposable { public void Dispose() { } }
        static class Program
        {
            public static string Run() =>
                Only.Class("a") + Only.MaybeClass<string?>(null) + Only.MaybeDefault<int>() + Only.Struct(3) + Only.Unmanaged<long>() + Only.NotNull(2)
                + Only.New<List<int>>().Count + Only.RefStruct(new Handle()) + Only.Enums(DayOfWeek.Monday) + Only.Chain<string, object>("z");
        }
        """,
        "a-018201Mondayz",
        [
            "Program.Run -> Only.Class``1 = 1", "Program.Run -> Only.MaybeClass``1 = 1", "Program.Run -> Only.MaybeDefault``1 = 1", "Program.Run -> Only.Struct``1 = 1",
            "Program.Run -> Only.Unmanaged``1 = 1", "Program.Run -> Only.NotNull``1 = 1", "Program.Run -> Only.New``1 = 1", "Program.Run -> Only.RefStruct``1 = 1",
            "Program.Run -> Only.Enums``1 = 1", "Program.Run -> Only.Chain``2 = 1",
        ]);

    [Fact]
    public void Private_and_file_local_types_as_type_arguments() => Behaviour.Agrees(
        """
        static class Boxes { [Shadowed] public static string Name<T>(T x) => typeof(T).Name.Length > 0 ? x!.ToString()! : ""; }
        file class Local { public override string ToString() => "local"; }
        static class Program
        {
            private class Hidden { public override string ToString() => "hidden"; }
            public static string Run() => Boxes.Name(new Hidden()) + Boxes.Name(new Local()) + Boxes.Name(new { A = 1 });
        }
        """,
        "hiddenlocal{ A = 1 }",
        ["Program.Run -> Boxes.Name``1 = 3"]);

    [Fact]
    public void A_generic_overload_is_not_mistaken_for_its_neighbour() => Behaviour.Agrees(
        """
        class Picker<T>
        {
            [Shadowed] public string Pick(T x) => "T";
            [Shadowed] public string Pick<U>(U x) => "U";
            [Shadowed] public string Pick(int x) => "int";
        }
        static class Program { public static string Run() { var p = new Picker<string>(); return p.Pick("a") + p.Pick(1L) + p.Pick(1) + p.Pick<int>(1); } }
        """,
        "TUintU",
        ["Program.Run -> Picker`1.Pick = 1", "Program.Run -> Picker`1.Pick``1 = 2", "Program.Run -> Picker`1.Pick = 1"]);
}
