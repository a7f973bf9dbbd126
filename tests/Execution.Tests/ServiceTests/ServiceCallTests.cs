using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests.ServiceTests;

/// <summary>Which calls of other assemblies become nodes.</summary>
public class ServiceCallTests
{
    [Fact]
    public void Named_methods_of_a_type_are_service_calls() => Behaviour.Agrees(
        """
        [assembly: ShadowCalls(typeof(System.Text.StringBuilder), "Append", "Clear")]
        static class Program
        {
            public static string Run()
            {
                var text = new System.Text.StringBuilder();
                for (var i = 0; i < 3; i++) text.Append(i).Append('x');
                text.Insert(0, "y");
                return text.ToString() + text.Clear().Length;
            }
        }
        """,
        "y0x1x2x0",
        ["Program.Run -> System.Text.StringBuilder.Append = 3", "Program.Run -> System.Text.StringBuilder.Append = 3", "Program.Run -> System.Text.StringBuilder.Clear = 1"]);

    [Fact]
    public void Without_names_every_public_method_of_the_type_is() => Behaviour.Agrees(
        """
        [assembly: ShadowCalls(typeof(Path))]
        static class Program
        {
            public static string Run() => Path.Combine("a", "b").Replace('\\', '/') + Path.GetFileName("/c/d") + Path.HasExtension("e.f");
        }
        """,
        "a/bdTrue",
        ["Program.Run -> System.IO.Path.Combine = 1", "Program.Run -> System.IO.Path.GetFileName = 1", "Program.Run -> System.IO.Path.HasExtension = 1"]);

    [Fact]
    public void Members_that_structs_and_enums_inherit_are_called_on_a_copy_as_before() => Behaviour.Agrees(
        """
        [assembly: ShadowCalls(typeof(object), "GetHashCode", "Equals", "ToString", "GetType")]
        [assembly: ShadowCalls(typeof(Enum), "HasFlag", "CompareTo", "ToString")]
        [assembly: ShadowCalls(typeof(ValueType), "Equals", "ToString")]
        struct Plain { public int X; }
        struct Own { public int X; public override string ToString() { X++; return "own" + X; } }
        [Flags] enum Colour { Red = 1, Blue = 2 }
        static class Program
        {
            public static string Run()
            {
                var plain = new Plain { X = 1 };
                var own = new Own { X = 1 };
                object boxed = own;
                var both = Colour.Red | Colour.Blue;
                return $"{plain.Equals(new Plain { X = 1 })} {plain.ToString()} {plain.GetType().Name} {own.ToString()} {own.X} {boxed.ToString()} {boxed.ToString()} "
                    + $"{both.HasFlag(Colour.Blue)} {both.CompareTo(Colour.Red)} {both.ToString()} {both.GetType().Name} {new object().Equals(null)} {((ValueType)plain).Equals(plain)}";
            }
        }
        """,
        "True Plain Plain own2 2 own2 own3 True 1 Red, Blue Colour False True",
        [
            "Program.Run -> System.ValueType.Equals = 2",
            "Program.Run -> System.ValueType.ToString = 1",
            "Program.Run -> System.Object.GetType = 2",
            "Program.Run -> System.Object.ToString = 2",
            "Program.Run -> System.Enum.CompareTo = 1",
            "Program.Run -> System.Object.Equals = 1",
        ],
        ["other-interceptor Program.Run -> System.Enum.HasFlag", "other-interceptor Program.Run -> System.Enum.ToString"]);

    [Fact]
    public void Collections_and_sequences_of_the_framework() => Behaviour.Agrees(
        """
        [assembly: ShadowCalls(typeof(List<>))]
        [assembly: ShadowCalls(typeof(Enumerable))]
        static class Program
        {
            public static string Run()
            {
                var list = new List<int>();
                for (var i = 0; i < 4; i++) list.Add(i);
                list.RemoveAll(x => x == 2);
                list.Sort((a, b) => b - a);
                var named = list.Where(x => x > 0).Select(x => new { Square = x * x, Text = $"n{x}" }).ToList();
                var grouped = list.GroupBy(x => x % 2).ToDictionary(group => group.Key, group => group.Sum());
                var query = from x in list where x != 1 select x + 1;
                return $"{string.Join(",", list)} {named[0].Square}{named[0].Text} {grouped[1]} {query.Sum()} {Enumerable.Range(1, 3).Aggregate(1, (a, b) => a * b)}";
            }
        }
        """,
        "3,1,0 9n3 4 5 6",
        [
            "Program.Run -> System.Collections.Generic.List`1.Add = 4",
            "Program.Run -> System.Collections.Generic.List`1.RemoveAll = 1",
            "Program.Run -> System.Collections.Generic.List`1.Sort = 1",
            "Program.Run -> System.Linq.Enumerable.Where``1 = 1",
            "Program.Run -> System.Linq.Enumerable.Select``2 = 1",
            "Program.Run -> System.Linq.Enumerable.ToList``1 = 1",
            "Program.Run -> System.Linq.Enumerable.GroupBy``2 = 1",
            "Program.Run -> System.Linq.Enumerable.ToDictionary``3 = 1",
            "Program.Run -> System.Linq.Enumerable.Sum = 3",
            "Program.Run -> System.Linq.Enumerable.Range = 1",
            "Program.Run -> System.Linq.Enumerable.Aggregate``2 = 1",
        ]);
}
