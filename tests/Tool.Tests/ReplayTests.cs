using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ShadowGen.TestSupport;
using ShadowGen.Tool.Tests.Support;

namespace ShadowGen.Tool.Tests;

/// <summary><c>replay</c> of the traces that the repository keeps, and of damaged ones.</summary>
public sealed class ReplayTests
{
    private static readonly string Trace = Repository.PathOf("bench", "Prediction.Benchmarks", "Traces", "logreport");

    [Fact]
    public async Task The_predictor_learns_as_it_goes()
    {
        var run = await ToolRun.OfAsync("replay", Trace, "--json");
        var root = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(20_000, root.GetProperty("calls").GetInt64());
        Assert.Equal(20_000, root.GetProperty("nextCall").GetProperty("outcomes").GetInt64());
        Assert.InRange(root.GetProperty("nextCall").GetProperty("bits").GetDouble(), 0.05, 2); // 15 operations: 3.9 bits for one who knows nothing
        Assert.InRange(root.GetProperty("nextOfCaller").GetProperty("top1").GetDouble(), 0.6, 1);
    }

    [Theory]
    [InlineData("seq\tidx\n", "events.tsv.gz(1): the header must begin with")]
    [InlineData("seq\tidx\tparentIdx\top\tstart_us\tdur_us\n0\t0\t5\t0\t0\t1\n", "events.tsv.gz(2): the caller '5' does not come before the call")]
    [InlineData("seq\tidx\tparentIdx\top\tstart_us\tdur_us\n0\t0\t-1\t0\tx\t1\n", "events.tsv.gz(2): 'x' is no number")]
    [InlineData("seq\tidx\tparentIdx\top\tstart_us\tdur_us\n0\t0\t-1\t9999999\t0\t1\n", "events.tsv.gz(2): the operation '9999999'")]
    [InlineData(null, "damaged")]
    public async Task Damage_is_said_with_its_place(string? text, string words)
    {
        using var folder = new TemporaryFolder("replay");
        await using (var file = File.Create(folder.PathOf("events.tsv.gz")))
        {
            if (text is null) await file.WriteAsync("no archive"u8.ToArray());
            else
            {
                await using var zip = new GZipStream(file, CompressionLevel.Fastest);
                await zip.WriteAsync(Encoding.UTF8.GetBytes(text));
            }
        }

        var run = await ToolRun.InAsync(folder.Root, "replay", ".");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }
}
