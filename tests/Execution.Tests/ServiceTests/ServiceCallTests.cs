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
}
