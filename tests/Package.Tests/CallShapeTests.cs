using ShadowGen.Package.Tests.Support;

namespace ShadowGen.Package.Tests;

/// <summary>From a plain PackageReference: each call shape is counted exactly, costs no allocation, and gives the plain build's results.</summary>
[Collection(OnePackage.Name)]
public sealed class CallShapeTests(PackedShadowGen package)
{
    private const int Shapes = 22;

    [Fact]
    public async Task Counts_are_exact_allocation_is_none_and_results_are_the_plain_ones()
    {
        var shadowed = await CallShapesRun.OfAsync(package, "");
        var plain = await CallShapesRun.OfAsync(package, "<ShadowGenEnabled>false</ShadowGenEnabled>");

        Assert.Equal(plain.Results, shadowed.Results);
        Assert.Equal(Shapes + 1, shadowed.Results.Count);

        Assert.Equal(Shapes, shadowed.Bytes.Count);
        Assert.Equal("", string.Join("; ", shadowed.Bytes.Where(shape => shape.Value != 0)));

        Assert.Equal(28, shadowed.Calls.Count);
        Assert.Equal("", string.Join("; ", shadowed.Calls.Where(method => method.Value.Made != method.Value.Counted)));

        // The same program without shims counts nothing: the numbers above are theirs.
        Assert.All(plain.Calls, method => Assert.Equal(0, method.Value.Counted));
    }
}
