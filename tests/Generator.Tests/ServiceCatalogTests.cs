using System.Reflection;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Tests;

/// <summary>The ready lists of service calls, held against the real types: a misspelt name would be a call that is never seen.</summary>
public class ServiceCatalogTests
{
    /// <summary>Types of packages that this project does not have; Execution.Tests has stand-ins.</summary>
    private const ServicePresets ByNameOnly = ServicePresets.Grpc | ServicePresets.Redis;

    private static readonly Assembly[] Framework =
    [
        typeof(object).Assembly, typeof(HttpClient).Assembly, typeof(System.Net.Http.Json.HttpClientJsonExtensions).Assembly, typeof(System.Data.Common.DbCommand).Assembly,
        typeof(System.Net.Sockets.Socket).Assembly, typeof(System.Net.Security.SslStream).Assembly, typeof(System.Net.Dns).Assembly,
    ];

    public static TheoryData<string> FrameworkTypes => [.. ServiceCatalog.Types.Values.Where(type => (type.Preset & ByNameOnly) == 0).Select(type => type.Type)];

    [Theory]
    [MemberData(nameof(FrameworkTypes))]
    public void Each_name_is_a_public_method(string name)
    {
        var type = Framework.Select(assembly => assembly.GetType(name)).FirstOrDefault(found => found is not null);
        Assert.True(type is { IsPublic: true }, $"{name} is no public type");
        var methods = type.GetMethods().Concat(type.GetInterfaces().SelectMany(contract => contract.GetMethods())).Where(method => !method.IsSpecialName).Select(method => method.Name);
        Assert.Empty((ServiceCatalog.Types[name].Methods ?? []).Except(methods));
    }

    [Fact]
    public void The_lists_are_those_of_the_attribute() => Assert.Equal(
        Enum.GetValues<ServiceCalls>().ToDictionary(value => value.ToString(), value => (int)value),
        Enum.GetValues<ServicePresets>().ToDictionary(value => value.ToString(), value => (int)value));
}
