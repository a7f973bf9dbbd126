using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Service calls without an edit of source.</summary>
public class ConfiguredServicesTests
{
    private const string One = "using System.IO; public static class One { public static bool Use() => File.Exists(\"a\"); }";
    private const string Two = "using System.IO; public static class Two { public static void Use() => File.Delete(\"a\"); }";

    [Theory]
    [InlineData("", "")]
    [InlineData("Http", "")]
    [InlineData("Files", "Delete Exists")]
    [InlineData(" http ; FILES ", "Delete Exists")]
    [InlineData("Http,Files", "Delete Exists")]
    [InlineData("All", "Delete Exists")]
    [InlineData("Fails;7;Files", "Delete Exists")]
    public void Lists_are_named_by_a_property_or_the_global_configuration(string value, string calls)
    {
        Assert.Equal(calls, Calls(Configuration.Of(("build_property.ShadowGenServiceCalls", value))));
        Assert.Equal(calls, Calls(Configuration.Of(("shadowgen_service_calls", value))));
    }

    [Fact]
    public void The_file_that_calls_decides()
    {
        Assert.Equal("Exists", Calls(Configuration.Of().WithFile("One.cs", ("shadowgen_service_calls", "Files"))));
        Assert.Equal("Delete", Calls(Configuration.Of(("shadowgen_service_calls", "Files")).WithFile("One.cs", ("shadowgen_service_calls", "None"))));
    }

    [Fact]
    public void An_attribute_adds_to_what_is_configured() => Assert.Equal(
        "Delete Exists",
        Calls(Configuration.Of().WithFile("One.cs", ("shadowgen_service_calls", "Files")), "[assembly: ShadowGen.ShadowCalls(typeof(System.IO.File), \"Delete\")]"));

    [Fact]
    public void A_change_of_configuration_gives_what_a_cold_run_gives()
    {
        var project = Project.Of(("One.cs", One), ("Two.cs", Two));
        Configuration[] changes =
        [
            Configuration.Of(("shadowgen_service_calls", "Files")),
            Configuration.Of().WithFile("One.cs", ("shadowgen_service_calls", "Files")),
            Configuration.Of().WithFile("Two.cs", ("shadowgen_service_calls", "Files")),
            Configuration.Of(),
        ];
        var driver = Project.Driver(configuration: Configuration.Of()).RunGenerators(project.Compilation);
        foreach (var change in changes)
        {
            driver = Project.Switch(driver, change).RunGenerators(project.Compilation);
            Assert.Equal(project.Generate(configuration: change), Project.Outputs(driver));
        }
    }

    private static string Calls(Configuration configuration, string attribute = "") => string.Join(' ', Project.Of(("One.cs", One), ("Two.cs", Two), ("Info.cs", attribute))
        .Generate(configuration: configuration).Values
        .SelectMany(text => text.Split('\n'))
        .Where(line => line.TrimStart().StartsWith("callee ", StringComparison.Ordinal))
        .Select(line => line.Split("M:System.IO.File.")[1].Split('(')[0])
        .Order(StringComparer.Ordinal));
}
