using System.Globalization;
using ShadowGen.TestSupport;

namespace ShadowGen.Package.Tests.Support;

/// <summary>One run of Programs/CallShapes, read from what it printed.</summary>
internal sealed record CallShapesRun(
    IReadOnlyDictionary<string, string> Results, IReadOnlyDictionary<string, long> Bytes, IReadOnlyDictionary<string, (long Made, long Counted)> Calls)
{
    public static async Task<CallShapesRun> OfAsync(PackedShadowGen package, string properties)
    {
        var sources = new[] { "Program.cs", "Shapes.cs" }
            .Select(name => (name, File.ReadAllText(Repository.PathOf("tests", "Package.Tests", "Programs", "CallShapes", name))))
            .ToArray();
        var app = UserProject.Create(package.NewFolder("CallShapes"), package.Reference, "<OutputType>Exe</OutputType><ShadowGenMinimumSize>0</ShadowGenMinimumSize>" + properties, sources);
        await app.BuildAsync();
        return Parse((await app.RunAsync()).EnsureSuccess().Output);
    }

    private static CallShapesRun Parse(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToLookup(words => words[0]);
        return new CallShapesRun(
            lines["result"].ToDictionary(w => w[1], w => w[2]),
            lines["bytes"].ToDictionary(w => w[1], w => Number(w[2])),
            lines["calls"].ToDictionary(w => w[1], w => (Number(w[2]), Number(w[3]))));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
