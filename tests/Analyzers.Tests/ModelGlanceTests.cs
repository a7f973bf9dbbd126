using ShadowGen.Shared.Glance;
using ShadowGen.Shared.Model;
using ShadowGen.TestSupport;

namespace ShadowGen.Analyzers.Tests;

/// <summary>What a build reads of a model is what the run time makes of it, and as safe.</summary>
public sealed class ModelGlanceTests
{
    private const int Methods = 24;
    private const int Day = 86_400;

    private static readonly int OwnCpu = Array.IndexOf(ModelCost.Keys, "xc"), Elapsed = Array.IndexOf(ModelCost.Keys, "ie");

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Sums_means_and_growth_are_those_of_the_full_model(int seed)
    {
        var text = ModelWriter.Write(RandomFile(new Random(seed)));
        var file = ModelReader.Read(text);
        var total = ModelFold.Total(file);

        var glance = ModelGlance.Read(text);

        Assert.Equal(file.Methods.Values.Select(method => method with { Print = "" }).OrderBy(method => method.Id), glance.Methods.OrderBy(method => method.Id));
        Assert.Equal(file.Sources.Values.Sum(source => Math.Max(1, source.Members.Length)), glance.Runs);
        Assert.Equal(file.Sources.Values.SelectMany(source => source.Edges.Values).Sum(), glance.Calls);
        Assert.Equal(total.Last, glance.Last);
        foreach (var callee in file.Methods.Keys)
        {
            Assert.Equal(file.Sources.Values.Any(source => source.Edges.Any(edge => edge.Key.Callee == callee && edge.Value > 0)), glance.IsReached(callee));
            Assert.Equal(total.Edges.Where(edge => edge.Key.Callee == callee).Sum(edge => edge.Value), glance.CallsOf(callee));
            foreach (var caller in file.Methods.Keys.Append(0UL)) Assert.Equal(total.Edges.GetValueOrDefault((caller, callee)), glance.CallsOf(caller, callee));
            AssertMean(total.Costs.GetValueOrDefault((callee, OwnCpu)), glance.MeanOf(callee, ModelGlance.Cost.OwnCpu));
            AssertMean(total.Costs.GetValueOrDefault((callee, Elapsed)), glance.MeanOf(callee, ModelGlance.Cost.Elapsed));
            var laws = total.Laws.Where(law => law.Key.Method == callee).Select(law => KeyValuePair.Create(law.Key.Arguments, law.Value)).ToList();
            AssertGrowth(ModelGrowth.Superlinear(file.Methods[callee], laws), glance.Superlinear(file.Methods[callee]));
        }
    }

    [Fact]
    public void Some_of_those_models_grow_faster_than_their_input() =>
        Assert.Contains(Enumerable.Range(1, 20), seed => ModelGlance.Read(ModelWriter.Write(RandomFile(new Random(seed)))) is { } glance && glance.Methods.Any(method => glance.Superlinear(method) is not null));

    [Fact]
    public void A_recorded_model_is_read_with_any_ends_of_lines()
    {
        var text = File.ReadAllText(Repository.PathOf("tests", "Tool.Tests", "Data", "quickstart.shadow"));
        var read = ModelGlance.Read(text);

        Assert.Equal(43, read.Methods.Count);
        Assert.True(read.Calls > 1_000_000);
        foreach (var variant in new[] { text.Replace("\n", "\r\n", StringComparison.Ordinal), "\uFEFF" + text }) Assert.Equal(read.Calls, ModelGlance.Read(variant).Calls);
    }

    /// <summary>Lines of a valid file, changed at one place, with a checksum that fits: whatever is in them, nothing but a fault with its line comes of it.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_change_is_read_or_refused_with_its_line(int seed)
    {
        var random = new Random(seed);
        var text = ModelWriter.Write(RandomFile(random));
        var body = text[..text.LastIndexOf("end ", StringComparison.Ordinal)];
        const string Characters = "0123456789abcdefxyz -:/\n\\~#.*>,\t\0é\uFEFF";
        for (var i = 0; i < 200; i++)
        {
            var at = random.Next(body.Length);
            var changed = body[..at] + (random.Next(3) == 0 ? "" : Characters[random.Next(Characters.Length)].ToString()) + body[(at + random.Next(2))..];
            var whole = changed + "end " + ModelText.Checksum(changed) + "\n";

            if (Refusal(() => ModelReader.Read(whole)) is { } refusal)
            {
                // What a build does not read it cannot refuse; what it refuses it refuses as the full reader does.
                if (Refusal(() => ModelGlance.Read(whole)) is { } other) Assert.Equal((refusal.Line, refusal.Fault), (other.Line, other.Fault));
            }
            else if (Refusal(() => ModelGlance.Read(whole)) is { } only) Assert.Contains("as no ShadowGen writes it", only.Fault, StringComparison.Ordinal);
        }

        foreach (var cut in new[] { body, text[..(text.Length / 2)], text.Replace("edge 0 ", "edge 1 ", StringComparison.Ordinal), "", "nonsense" })
            Assert.Equal(Refusal(() => ModelReader.Read(cut))!.Message, Refusal(() => ModelGlance.Read(cut))!.Message);
    }

    private static ModelFormatException? Refusal(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (ModelFormatException refusal)
        {
            return refusal;
        }
    }

    private static void AssertMean(ModelCost? expected, double? found)
    {
        Assert.Equal(expected is null, found is null);
        if (expected is not null) Assert.InRange(found!.Value / expected.Mean, 1 - 1e-3, 1 + 1e-3);
    }

    private static void AssertGrowth(ModelGrowth? expected, ModelGrowth? found)
    {
        Assert.Equal((expected?.Feature, expected?.Resource, expected?.Calls), (found?.Feature, found?.Resource, found?.Calls));
        if (expected is not null) Assert.Equal(expected.Exponent, found!.Exponent, 9);
    }

    // Runs of several days, and folds that hold some of them as well.
    private static ModelFile RandomFile(Random random)
    {
        var methods = Enumerable.Range(0, Methods).Select(i => new ModelMethod(((ulong)(i / 2) << 32 << (i % 3)) + (ulong)i + 1, i % 5 == 0 ? "App" : "Lib", $"M:A.B{i % 7}.C{i}(System.Int32)", i % 4 == 0 ? "as" : "s", i % 2 == 0 ? new string('a', 32) + ":9" : "", "s:n,c:mode", 3)).ToArray();
        var sources = new List<ModelSource>();
        var count = random.Next(1, 5);
        for (var run = 1; run <= count; run++)
        {
            var source = new ModelSource { Id = (ulong)run, Generation = 1, First = 1, Last = random.Next(1, 90) * Day, App = "app" };
            if (run == count && count > 2) source.Members = [(1, 1), (99, 1)];
            Fill(source, methods, random);
            sources.Add(source);
        }

        return new(methods, sources);
    }

    private static void Fill(ModelSource source, ModelMethod[] methods, Random random)
    {
        foreach (var method in methods)
        {
            source.Edges[(random.Next(3) == 0 ? 0 : methods[random.Next(methods.Length)].Id, method.Id)] = random.Next(4) == 0 ? 0 : random.Next(1, 1_000_000);
            foreach (var key in new[] { OwnCpu, Elapsed, 2 })
            {
                var (calls, mean) = (random.Next(1, 100_000), random.Next(1000, 10_000_000));
                if (random.Next(3) > 0) source.Costs[(method.Id, key)] = new(Math.Max(1, calls / 9), calls, (System.Numerics.BigInteger)mean * calls, (System.Numerics.BigInteger)mean * mean * calls, mean, mean, random.Next(2) == 0, ModelSketch.Empty);
            }

            var exponent = random.NextDouble() * 2.5;
            for (var step = 4; step < 60; step += random.Next(3, 9))
            {
                var lane = default(ModelLawLane);
                for (var i = 0; i < 30; i++) lane = lane.With(20_000 * Math.Pow(ModelArguments.SizeOf(step) / 4.0, exponent));
                source.Laws[(method.Id, ModelArguments.Write([step, random.Next(2)]))] = new(30, [lane, lane, default, default]);
            }
        }

        source.Windows.Add(new(7, true, [(0, methods[0].Id), (methods[0].Id, methods[1].Id)], [0, 1, 1, -1, 0]));
        source.Arrivals[methods[0].Id] = new(Enumerable.Repeat(5L, 24).ToArray(), Enumerable.Repeat(9L, 24).ToArray());
    }
}
