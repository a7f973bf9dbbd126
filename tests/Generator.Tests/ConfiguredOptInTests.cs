using ShadowGen.Generator.Tests.Harness;

namespace ShadowGen.Generator.Tests;

/// <summary>Opting in and out without an edit of source.</summary>
public class ConfiguredOptInTests
{
    private const string Orders = "namespace Shop.Orders; public static class Order { public static int Price(int x) { return x; } public static int Use() => Price(1) + Price(2); }";
    private const string Stock = "namespace Shop.Stock; public static class Item { public static int Count(int x) { return x; } public static int Use() => Count(1); }";
    private const string Global = "public static class G { public static int Top(int x) { return x; } public static int Use() => Top(1); }";

    /// <summary>Settings, then the methods that are shadowed.</summary>
    public static TheoryData<string, string, string> Properties => new()
    {
        { "", "", "" },
        { "Shop.Orders", "", "Price" },
        { "Shop.*", "", "Count Price" },
        { "Shop.**", "Shop.Stock", "Price" },
        { "**", "", "Count Price Top" },
        { "**", "Shop.**", "Top" },
        { "Shop.Orders;Shop.Stock", "", "Count Price" },
        { "Shop.Orders, Shop.Stock", "", "Count Price" },
        { "\n  Shop.Orders\n  Shop.Stock\n", "", "Count Price" },
        { "Shop..Orders;Shop.Stock", "", "Count" },
        { "Shop.Ord*", "", "" },
    };

    [Theory]
    [MemberData(nameof(Properties))]
    public void Properties_take_in_and_out_by_namespace(string include, string exclude, string shadowed) =>
        Assert.Equal(shadowed, Shadowed(Settings(("build_property.ShadowGenInclude", include), ("build_property.ShadowGenExclude", exclude))));

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_global_configuration_says_the_same(string include, string exclude, string shadowed) =>
        Assert.Equal(shadowed, Shadowed(Settings(("shadowgen_include", include), ("shadowgen_exclude", exclude))));

    [Fact]
    public void The_nearest_setting_wins()
    {
        var property = Settings(("build_property.ShadowGenInclude", "**"));
        Assert.Equal("Count Price", Shadowed(property.WithFile("Global.cs", ("shadowgen_include", "Nothing"))));
        Assert.Equal("Count Top", Shadowed(property.WithFile("Orders.cs", ("shadowgen_exclude", "Shop.**"))));
        Assert.Equal("Price", Shadowed(Settings(("build_property.ShadowGenInclude", "**"), ("shadowgen_include", "Shop.Orders"))));
        Assert.Equal("Price", Shadowed(Settings().WithFile("Orders.cs", ("shadowgen_include", "**"))));
    }

    [Fact]
    public void Attributes_beat_configuration()
    {
        var everything = Settings(("build_property.ShadowGenInclude", "**"));
        var nothing = Settings(("build_property.ShadowGenExclude", "**"));
        Assert.Equal("Count Top", Shadowed(everything, Orders.Replace("public static class", "[ShadowGen.Unshadowed] public static class")));
        Assert.Equal("Count Top", Shadowed(everything, Orders.Replace("public static int Price", "[ShadowGen.Unshadowed] public static int Price")));
        Assert.Equal("Price", Shadowed(nothing, Orders.Replace("public static class", "[ShadowGen.Shadowed] public static class")));
        Assert.Equal("Price", Shadowed(nothing, "[assembly: ShadowGen.ShadowNamespace(\"Shop.Orders\")] " + Orders));
    }

    [Fact]
    public void Named_arguments_of_the_attribute_change_nothing() => Assert.Equal("Price", Shadowed(
        Settings(),
        Orders.Replace("public static int Price", "[ShadowGen.Shadowed(Speculative = true, Prefetch = nameof(Use), DepthBudget = 3, CpuBudgetMilliseconds = 1.5)] public static int Price")));

    [Fact]
    public void A_partial_types_methods_go_by_the_file_that_declares_them()
    {
        var project = Project.Of(
            ("One.cs", "public static partial class P { public static int One(int x) { return x; } public static int Use() => One(1) + Two(2); }"),
            ("Two.cs", "public static partial class P { public static int Two(int x) { return x; } }"));

        Assert.Equal("One", Names(project.Generate(configuration: Settings().WithFile("One.cs", ("shadowgen_include", "**")))));
        Assert.Equal("Two", Names(project.Generate(configuration: Settings().WithFile("Two.cs", ("shadowgen_include", "**")))));
    }

    [Fact]
    public void A_change_of_settings_gives_what_a_cold_run_gives()
    {
        var project = Files(Orders).Edit("Cross.cs", "public static class Cross { public static int Use() => Shop.Orders.Order.Price(1) + Shop.Stock.Item.Count(1); }");
        Configuration[] changes =
        [
            Settings(("build_property.ShadowGenInclude", "Shop.Orders")),
            Settings(("build_property.ShadowGenInclude", "**")),
            Settings(("build_property.ShadowGenInclude", "**")).WithFile("Orders.cs", ("shadowgen_exclude", "**")),
            Settings(("build_property.ShadowGenInclude", "**")).WithFile("Stock.cs", ("shadowgen_exclude", "**")),
            Configuration.Of(("build_property.ShadowGenInclude", "**")),
            Settings(),
        ];
        var driver = Project.Driver(configuration: Settings()).RunGenerators(project.Compilation);
        foreach (var change in changes)
        {
            driver = Project.Switch(driver, change).RunGenerators(project.Compilation);
            Assert.Equal(project.Generate(configuration: change), Project.Outputs(driver));
        }
    }

    private static Configuration Settings(params (string Key, string Value)[] settings) =>
        Configuration.Of([.. settings, ("build_property.ShadowGenMinimumSize", "0")]);

    private static Project Files(string orders) => Project.Of(("Orders.cs", orders), ("Stock.cs", Stock), ("Global.cs", Global));

    private static string Shadowed(Configuration configuration, string orders = Orders) => Names(Files(orders).Generate(configuration: configuration));

    /// <summary>Shadowed methods that are called; each file has the caller Use, which is not.</summary>
    private static string Names(IReadOnlyDictionary<string, string> outputs) => string.Join(' ', outputs.Values
        .SelectMany(text => text.Split('\n'))
        .Where(line => line.Contains("// ", StringComparison.Ordinal) && line.Contains(" -> ", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(" -> ", StringComparison.Ordinal) + 4)..].Split('(')[0].Split('.')[^1])
        .Order(StringComparer.Ordinal).Distinct());
}
