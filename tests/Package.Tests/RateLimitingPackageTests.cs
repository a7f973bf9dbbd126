using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>ShadowGen.RateLimiting from a plain PackageReference: it brings the generator and all that it needs, and lets in by predicted cost.</summary>
[Collection(OnePackage.Name)]
public sealed class RateLimitingPackageTests(PackedShadowGen package)
{
    private const string Source = """
        using ShadowGen;

        for (var i = 0; i < 100; i++) Work.Fill(1_000_000);
        Shadow.Flush();
        using var limiter = new PredictiveRateLimiter(new() { PermitCost = TimeSpan.FromMicroseconds(1) });
        using var lease = await limiter.AcquireAsync(AdmissionRequest.For(Shadows.Work.Fill(1_000_000)));
        Console.WriteLine($"{lease.IsAcquired} {((PredictiveRateLimiterStatistics)limiter.GetStatistics()).Processors.PermitsInUse > 50}");

        public static class Work
        {
            private static readonly int[] Numbers = new int[1_000_000];

            [Shadowed]
            public static int Fill(int count)
            {
                for (var i = 0; i < count; i++) Numbers[i] = i ^ (Numbers[i] * 31);
                return Numbers[count - 1];
            }
        }
        """;

    [Fact]
    public async Task It_brings_all_that_it_needs()
    {
        var app = UserProject.Create(package.NewFolder("Limited"), package.RateLimitingReference, "<OutputType>Exe</OutputType>", ("Program.cs", Source));
        await app.BuildAsync();

        Assert.Equal("True True\n", (await app.RunAsync([])).EnsureSuccess().Output.ReplaceLineEndings("\n"));
    }
}
