using System.Text.RegularExpressions;
using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>Beside the interceptors of ASP.NET Core's request delegate and configuration binding generators: their calls are left to them.</summary>
[Collection(OnePackage.Name)]
public sealed partial class OtherGeneratorTests(PackedShadowGen package)
{
    private const string Source = """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Configuration;
        using ShadowGen;

        [assembly: ShadowCalls(typeof(EndpointRouteBuilderExtensions))]
        [assembly: ShadowCalls(typeof(ConfigurationBinder))]

        public static class Program
        {
            public static void Main(string[] args)
            {
                var app = WebApplication.Create(args);
                app.MapGet("/orders/{id}", (int id) => Handle(id));
                var options = new Options();
                app.Configuration.Bind(options);
            }

            [Shadowed]
            public static int Handle(int id) => id;

            public sealed class Options { public int Limit { get; set; } }
        }
        """;

    [Fact]
    public async Task Generators_of_AspNetCore_keep_their_call_sites()
    {
        var project = UserProject.Create(
            package.NewFolder("App"),
            package.Reference + """<FrameworkReference Include="Microsoft.AspNetCore.App" />""",
            "<OutputType>Exe</OutputType><EnableRequestDelegateGenerator>true</EnableRequestDelegateGenerator><EnableConfigurationBindingGenerator>true</EnableConfigurationBindingGenerator>"
            + "<InterceptorsNamespaces>$(InterceptorsNamespaces);Microsoft.AspNetCore.Http.Generated;Microsoft.Extensions.Configuration.Binder.SourceGeneration</InterceptorsNamespaces>"
            + "<EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>",
            ("Program.cs", Source));
        await project.BuildAsync();

        // Both were there, and both took their call.
        var generated = Directory.GetFiles(Path.GetDirectoryName(project.File)!, "*.cs", SearchOption.AllDirectories).Where(file => file.Contains("generated", StringComparison.Ordinal)).ToList();
        Assert.Contains(generated, file => file.Contains("RequestDelegateGenerator", StringComparison.Ordinal) && Intercepts(file));
        Assert.Contains(generated, file => file.Contains("ConfigurationBindingGenerator", StringComparison.Ordinal) && Intercepts(file));

        var lines = SkeletonReader.Read(await File.ReadAllBytesAsync(project.Assembly)).SelectMany(text => text.Split('\n')).ToList();
        Assert.Equal(2, lines.Count(line => line.StartsWith("skip other-interceptor ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("edge ", StringComparison.Ordinal));
    }

    private static bool Intercepts(string file) => Interceptor().IsMatch(File.ReadAllText(file));

    [GeneratedRegex(@"InterceptsLocation(Attribute)?\(1, ?""")]
    private static partial Regex Interceptor();
}
