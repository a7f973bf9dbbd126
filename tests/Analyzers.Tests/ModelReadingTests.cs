using Microsoft.CodeAnalysis.Diagnostics;
using ShadowGen.Analyzers.Measured;
using ShadowGen.Analyzers.Tests.Verification;
using ShadowGen.Shared.Model;

namespace ShadowGen.Analyzers.Tests;

/// <summary>What the rules' reading of a model costs, and what it survives.</summary>
public sealed class ModelReadingTests
{
    [Fact]
    public void Equal_text_is_read_once_whoever_asks()
    {
        var reads = 0;
        var model = new Models().Method("Once.In." + Guid.NewGuid().ToString("N"), 5);
        var text = model.Write();
        ModelFiles.Reading = read => Interlocked.Add(ref reads, read == text ? 1 : 0);
        try
        {
            var (first, second) = (new AnalyzerOptions([model.File]), new AnalyzerOptions([model.File]));

            Assert.Same(ModelFiles.Of(first, default), ModelFiles.Of(second, default));
            Assert.NotNull(ModelFiles.Of(first, default));
            Assert.Equal(1, reads);
        }
        finally
        {
            ModelFiles.Reading = null;
        }
    }

    /// <summary>A model of 5,000 methods at the bound of its size: what reading it allocates, of which reading time is made, is so many times its text.</summary>
    [Fact]
    public void A_model_at_its_bound_is_read_with_bounded_memory()
    {
        var text = Large();
        Assert.InRange(text.Length, 800_000, 1_100_000);
        ModelReading.Of(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(ModelReading.Of(text).Model);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, text.Length, 10L * text.Length);
    }

    [Fact]
    public void The_largest_numbers_of_a_file_are_added_up()
    {
        var model = new Models().Method("C.M", ModelMath.MaxCount, "s:n");
        var text = model.Write().Split("source ")[0];
        var most = ModelMath.MaxCount;
        var id = ModelMath.IdText(Models.Id("M:C.M"))[..8];
        for (var source = 1; source <= 3; source++)
        {
            text += $"source 000000000000000{source} 1 1 {source * 3_000_000} app\nedge 0 {id} {most}\n";
            for (var step = 0; step < 30; step++) text += $"law {id} {step} {most} {most}:{most}:{most} {most}:{most}:{most} 0:0:0 0:0:0\n";
        }

        var reading = ModelReading.Of(text + "end " + ModelText.Checksum(text) + "\n");

        Assert.Equal("", reading.Fault);
        Assert.NotNull(reading.Model);
    }

    private static string Large()
    {
        var random = new Random(1);
        var model = new Models(runs: 3);
        for (var i = 0; i < 5000; i++) model.Method($"Shop.Layer{i % 40:00}.Service{i % 400:000}.Step{i}(System.Int32,System.String)", random.Next(1, 100_000), "s:count,s:text.Length");
        for (var i = 0; i < 9000; i++) model.Call(Name(random.Next(5000)), Name(random.Next(5000)), random.Next(1, 1_000_000));
        for (var i = 0; i < 500; i++)
        {
            for (var step = 0; step < 5; step++) model.Law(Name(i), [step * 5, 20], random.Next(1000, 1_000_000), calls: 20);
        }
        return model.Write();

        static string Name(int i) => $"Shop.Layer{i % 40:00}.Service{i % 400:000}.Step{i}(System.Int32,System.String)";
    }
}
