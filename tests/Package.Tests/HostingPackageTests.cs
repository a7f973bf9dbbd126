using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>ShadowGen.Hosting from a plain PackageReference: it brings all that it needs, and counts what no call site shows.</summary>
[Collection(OnePackage.Name)]
public sealed class HostingPackageTests(PackedShadowGen package)
{
    private const string Source = """
        using Microsoft.Extensions.DependencyInjection;
        using ShadowGen;

        if (args.Length != 0) Environment.SetEnvironmentVariable("SHADOWGEN", args[0]);
        using var provider = new ServiceCollection().AddShadowedSingleton<IOrders, Orders>().AddShadowed(typeof(IBox<>), typeof(Box<>)).BuildServiceProvider();
        Func<int, int> handle = provider.GetRequiredService<IOrders>().Handle;
        Func<string, string> put = provider.GetRequiredService<IBox<string>>().Put;
        var sum = 0;
        using (var flow = Shadow.BeginFlow("job"))
        {
            for (var i = 0; i < 1000; i++) { sum += handle(i); put("x"); }
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Shadow.BeginFlow("job").Dispose();
        var allocates = GC.GetAllocatedBytesForCurrentThread() > before;
        Shadow.Flush();
        Console.WriteLine($"{sum} {Calls("IOrders.Handle")} {Calls("IBox.Put")} {Calls("job")} {allocates}");

        static long Calls(string name) => Shadow.CallGraph.Find(name).Calls;

        [Shadowed] public interface IOrders { int Handle(int items); }
        public sealed class Orders : IOrders { public int Handle(int items) => items * 2; }
        [Shadowed] public interface IBox<T> { T Put(T item); }
        public sealed class Box<T> : IBox<T> { public T Put(T item) => item; }
        """;

    private const string Container = """<PackageReference Include="Microsoft.Extensions.DependencyInjection" Version="10.0.0" />""";

    [Fact]
    public async Task With_both_packages_every_call_is_counted() => Assert.Equal("999000 1000 1000 1001 True\n", await RunAsync(package.Reference + package.HostingReference, ""));

    [Fact]
    public async Task It_brings_the_generator_along() => Assert.Equal("999000 1000 1000 1001 True\n", await RunAsync(package.HostingReference, ""));

    [Fact]
    public async Task Without_the_generator_the_services_are_plain() =>
        Assert.Equal("999000 0 0 1001 True\n", await RunAsync(package.HostingReference, "<ShadowGenEnabled>false</ShadowGenEnabled>"));

    [Fact]
    public async Task With_the_kill_switch_set_nothing_is_counted_and_nothing_allocated() =>
        Assert.Equal("999000 0 0 0 False\n", await RunAsync(package.HostingReference, "", "off"));

    private async Task<string> RunAsync(string references, string properties, params string[] arguments)
    {
        var app = UserProject.Create(package.NewFolder("Services"), references + Container, "<OutputType>Exe</OutputType>" + properties, ("Program.cs", Source));
        await app.BuildAsync();
        return (await app.RunAsync(arguments)).EnsureSuccess().Output.ReplaceLineEndings("\n");
    }
}
