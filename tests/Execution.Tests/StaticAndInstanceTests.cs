using ShadowGen.Execution.Tests.Harness;

namespace ShadowGen.Execution.Tests;

public class StaticAndInstanceTests
{
    [Fact]
    public void Static_and_instance_calls_are_counted() => Behaviour.Agrees(
        """
        static class Maths { [Shadowed] public static int Twice(int x) => x * 2; }
        class Counter
        {
            private int _value;
            [Shadowed] public int Add(int x) => _value += x;
        }
        static class Program
        {
            public static string Run()
            {
                var counter = new Counter();
                for (var i = 0; i < 10; i++)
                    counter.Add(Maths.Twice(i));
                return counter.Add(0).ToString();
            }
        }
        """,
        "90",
        ["Program.Run -> Maths.Twice = 10", "Program.Run -> Counter.Add = 11"]);
}
