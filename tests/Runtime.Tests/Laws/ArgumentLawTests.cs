using System.Runtime.Intrinsics;
using ShadowGen.Laws;

namespace ShadowGen.Tests.Laws;

public sealed class ArgumentLawTests
{
    private static readonly Vector128<float> All = Vector128.Create(-1).AsSingle();
    private static readonly LawShape OneSize = LawShape.Of(1, 0);
    private static readonly LawShape TwoSizes = LawShape.Of(2, 0);
    private static readonly LawShape SizeAndCode = LawShape.Of(2, 0b10);

    /// <summary>Costs with floors, noise of 10 % and one in 30 twenty times as high: exponents within 0.1 of the slope of the growing part, and the error is not far from what the law says.</summary>
    [Theory]
    [InlineData("constant floor, linear", 1.0)]
    [InlineData("n log n", 1.11)]
    [InlineData("quadratic", 2.0)]
    [InlineData("root", 0.5)]
    [InlineData("power 1.3", 1.3)]
    [InlineData("inverse", -1.0)]
    [InlineData("high floor", 1.0)]
    public void The_exponent_is_that_of_the_law(string law, double exponent)
    {
        Func<double, double> cost = law switch
        {
            "constant floor, linear" => n => 3000 + (5 * n),
            "n log n" => n => 2000 + (2 * n * Math.Log2(n)),
            "quadratic" => n => 50_000 + (0.05 * n * n),
            "root" => n => 300 + (20 * Math.Sqrt(n)),
            "high floor" => n => 100_000 + (5 * n),
            "power 1.3" => n => 200 + (0.7 * Math.Pow(n, 1.3)),
            _ => n => 1e9 / n,
        };
        for (var seed = 1; seed <= 5; seed++)
        {
            var random = new Random(seed);
            var learner = new ArgumentLawLearner(OneSize);
            for (var i = 0; i < 600; i++)
            {
                var size = Size(random);
                var wild = random.Next(30) == 0 ? 20 : 1;
                Learn(learner, cost(size) * wild * Math.Exp(0.1 * Gauss(random)), size);
            }

            Assert.True(learner.TryGetGrowth(0, out var feature, out var learned, out var error));
            Assert.Equal(0, feature);
            Assert.InRange(learned, exponent - 0.1, exponent + 0.1);
            Assert.InRange(error, 0.0005, 0.08);
        }
    }

    [Fact]
    public void A_floor_and_what_grows_above_it_are_told_apart()
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var size = Size(random);
            Learn(learner, 5000 + (2 * size), size);
        }

        Assert.Equal(5020, Median(learner, 10), 5020 * 0.01);
        Assert.Equal(9000, Median(learner, 2000), 9000 * 0.01);
        Assert.Equal(205_000, Median(learner, 100_000), 205_000 * 0.01);
    }

    [Fact]
    public void Two_sizes_add_up()
    {
        var learner = new ArgumentLawLearner(TwoSizes);
        var random = new Random(8);
        for (var i = 0; i < 500; i++)
        {
            var (n, m) = (Size(random), Size(random));
            Learn(learner, 1000 + (4 * n) + (30 * m), n, m);
        }

        Assert.Equal(1000 + 400 + 30_000, Median(learner, 100, 1000), 31_400 * 0.03);
        Assert.Equal(1000 + 40_000 + 300, Median(learner, 10_000, 10), 41_300 * 0.03);
    }

    [Fact]
    public void Two_sizes_multiply()
    {
        var learner = new ArgumentLawLearner(TwoSizes);
        var random = new Random(9);
        for (var i = 0; i < 500; i++)
        {
            var (n, m) = (Size(random), Size(random));
            Learn(learner, 2000 + (0.5 * n * m), n, m);
        }

        Assert.Equal(2000 + 50_000, Median(learner, 100, 1000), 52_000 * 0.05);
        Assert.Equal(2000 + 5_000_000, Median(learner, 10_000, 1000), 5_000_000 * 0.05);
    }

    [Fact]
    public void Each_code_has_a_law_of_its_own()
    {
        var learner = new ArgumentLawLearner(SizeAndCode);
        var random = new Random(10);
        for (var i = 0; i < 900; i++)
        {
            var (size, code) = (Size(random), random.Next(3));
            Learn(learner, code switch { 0 => 800, 1 => 200 + (6.0 * size), _ => 500 + (0.02 * size * size) }, size, code);
        }

        Assert.Equal(800, Median(learner, 5000, 0), 8.0);
        Assert.Equal(30_200, Median(learner, 5000, 1), 600.0);
        Assert.Equal(500_500, Median(learner, 5000, 2), 10_000.0);
    }

    [Fact]
    public void More_codes_than_there_are_cells_share_one()
    {
        var learner = new ArgumentLawLearner(LawShape.Of(1, 0b1));
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            var code = random.Next(16);
            Learn(learner, 100 << (code % 8), code);
        }

        // Every code costs what it did before, though only four have a law.
        for (var code = 0; code < 8; code++) Assert.Equal(100 << code, Median(learner, code), (100 << code) * 0.05);
    }

    [Fact]
    public void The_same_arguments_cost_what_they_did()
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(12);
        long[] sizes = [17, 90, 91, 400, 1003, 5000, 5001, 20_000];
        double[] costs = [9000, 100, 70_000, 500, 450_000, 10, 8000, 333];
        for (var i = 0; i < 600; i++)
        {
            var which = random.Next(sizes.Length);
            Learn(learner, costs[which], sizes[which]);
        }

        for (var i = 0; i < sizes.Length; i++) Assert.Equal(costs[i], Median(learner, sizes[i]), costs[i] * 0.05);
    }

    [Fact]
    public void Steps_between_sizes_are_followed()
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(13);
        for (var i = 0; i < 3000; i++)
        {
            var size = Size(random);
            Learn(learner, Doubled(size), size);
        }

        double[] errors = [.. Enumerable.Range(0, 200).Select(_ => Size(random)).Select(n => Math.Abs(Math.Log(Median(learner, n) / Doubled(n))))];
        Assert.InRange(errors.Average(), 0, 0.12);

        static double Doubled(long n) => 56 + (4 * Math.Pow(2, Math.Ceiling(Math.Log2(n))));
    }

    /// <summary>One in 15 costs is twenty times as high, or as low: of the others the law is as if there were none.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(0.05)]
    public void Wild_costs_do_not_move_the_law(double factor)
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(14);
        for (var i = 0; i < 1000; i++)
        {
            var size = Size(random);
            Learn(learner, (1500 + (4 * size)) * (i % 15 == 0 ? factor : 1) * Math.Exp(0.03 * Gauss(random)), size);
        }

        foreach (var size in (long[])[100, 1000, 10_000, 50_000]) Assert.Equal(1500 + (4 * size), Median(learner, size), (1500 + (4 * size)) * 0.035);
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(0.3)]
    public void A_change_of_the_code_is_followed_within_40_calls(double factor)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var learner = new ArgumentLawLearner(OneSize);
            var random = new Random(seed);
            for (var i = 0; i < 1040; i++)
            {
                var size = Size(random);
                Learn(learner, (2000 + (5 * size)) * (i < 1000 ? 1 : factor) * Math.Exp(0.1 * Gauss(random)), size);
            }

            foreach (var size in (long[])[100, 1000, 10_000])
                Assert.InRange(Median(learner, size) / ((2000 + (5 * size)) * factor), 0.8, 1.25);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Intervals_hold_as_often_as_they_say_through_a_change(int seed)
    {
        const int calls = 20_000, window = 1000;
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(seed);
        var inside = new bool[calls];
        for (var i = 0; i < calls; i++)
        {
            var size = Size(random);
            var cost = (2000 + (5 * size)) * (i < calls / 2 ? 1 : 3) * Math.Exp(Math.Abs(0.4 * Gauss(random)));
            if (i > 0)
            {
                learner.Publish().Read([size], out var forecast);
                inside[i] = cost >= forecast.Low[0] && cost <= forecast.High[0];
            }
            Learn(learner, cost, size);
        }

        Assert.InRange(inside.Count(i => i) * 100.0 / calls, 88.5, 91.5);
        for (var start = window; start + window <= calls; start += 50)
            Assert.InRange(inside.Skip(start).Take(window).Count(i => i) * 100.0 / window, 85, 95);
    }

    [Fact]
    public void Arguments_that_tell_nothing_are_said_not_to_help()
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(15);
        for (var i = 0; i < 1000; i++)
        {
            Learn(learner, 5000 * Math.Exp(0.3 * Gauss(random)), Size(random));
            if (i > 50) Assert.Equal(Vector128<int>.Zero, learner.Helps.AsInt32());
        }
        Assert.False(learner.TryGetGrowth(0, out _, out _, out _));
        Assert.InRange(learner.Gain[0], -0.1, 0.1);
    }

    [Fact]
    public void A_resource_helps_on_its_own()
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(16);
        for (var i = 0; i < 200; i++)
        {
            var size = Size(random);
            learner.Learn([size], Vector128.Create(10f * size, 700, 0, 0), Vector128.Create(-1, -1, -1, 0).AsSingle());
        }

        Assert.Equal(Vector128.Create(-1, 0, 0, 0), learner.Helps.AsInt32());
        Assert.Equal(Vector128.Create(200f, 200, 200, 0), learner.Count);
        Assert.True(learner.Gain[0] > 0.9);
    }

    [Fact]
    public void What_was_not_measured_is_not_learned()
    {
        var learner = new ArgumentLawLearner(OneSize);
        var random = new Random(17);
        for (var i = 0; i < 400; i++)
        {
            var size = Size(random);
            var isMeasured = i % 2 == 0;
            learner.Learn([size], Vector128.Create(isMeasured ? 10f * size : 1e9f, size, size, size), Vector128.Create(isMeasured ? -1 : 0, -1, -1, -1).AsSingle());
        }

        Assert.Equal(10_000, Median(learner, 1000), 200.0);
    }

    [Fact]
    public void A_law_that_was_published_does_not_change()
    {
        var learner = new ArgumentLawLearner(SizeAndCode);
        var random = new Random(18);
        for (var i = 0; i < 100; i++) Learn(learner, 10 * Size(random), 100 + (i % 50), i % 2);
        var law = learner.Publish();
        law.Read([100, 1], out var before);
        for (var i = 0; i < 500; i++) Learn(learner, 1, 100 + (i % 50), i % 3);
        law.Read([100, 1], out var after);

        Assert.Equal(before, after);
    }

    /// <summary>Whatever comes: constant features, zeros, the largest and the least values there are.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nothing_that_comes_makes_a_forecast_that_is_no_number(int kind)
    {
        long[] extremes = [0, 1, -1, long.MaxValue, long.MinValue, int.MaxValue, 1 << 20];
        foreach (var (features, codes) in Shapes())
        {
            var learner = new ArgumentLawLearner(LawShape.Of(features, codes));
            var random = new Random(kind);
            var arguments = new long[features];
            for (var i = 0; i < 300; i++)
            {
                for (var f = 0; f < features; f++) arguments[f] = kind switch { 0 => 0, 1 => 12_345, 2 => extremes[random.Next(extremes.Length)], 3 => random.NextInt64(), _ => random.Next(3) };
                var cost = kind switch { 0 => 0, 1 => random.Next(2) * 1e18f, 2 => extremes[random.Next(extremes.Length)], _ => (float)Math.Exp(40 * random.NextDouble()) };
                learner.Learn(arguments, Vector128.Create(cost, 0, -5, float.MaxValue), Vector128.Create(-1, -1, i % 2 == 0 ? 0 : -1, -1).AsSingle());
                if (i > 3 && i % 50 != 0) continue;
                MustBeFinite(learner, arguments);
                foreach (var value in extremes) MustBeFinite(learner, [.. Enumerable.Repeat(value, features)]);
            }
        }
    }

    [Fact]
    public void Neither_learning_nor_asking_allocates()
    {
        var learner = new ArgumentLawLearner(SizeAndCode);
        var random = new Random(19);
        long[] arguments = new long[2];
        void Run(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                (arguments[0], arguments[1]) = (Size(random), i % 6);
                Learn(learner, 100 + arguments[0], arguments);
            }
        }
        Run(5000);
        var law = learner.Publish();
        law.Read(arguments, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1000);
        for (var i = 0; i < 1000; i++) law.Read(arguments, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Bytes held after any number of calls: a size needs less than 4 KB; four cells of the dearest shape 14.</summary>
    [Fact]
    public void Memory_is_bounded()
    {
        foreach (var (features, codes) in Shapes())
        {
            var learner = new ArgumentLawLearner(LawShape.Of(features, codes));
            var random = new Random(20);
            for (var i = 0; i < 500; i++) Learn(learner, 100, [.. Enumerable.Range(0, features).Select(_ => (long)random.Next())]);

            Assert.InRange(learner.Bytes, 1000, codes == 0 ? 6 * 1024 : 16 * 1024);
            if (features == 1 && codes == 0) Assert.InRange(learner.Bytes, 1000, 4 * 1024 + 512);
        }
    }

    internal static IEnumerable<(int Features, int Codes)> Shapes() =>
        from features in Enumerable.Range(1, LawShape.MaxFeatures)
        from codes in Enumerable.Range(0, 1 << features)
        select (features, codes);

    internal static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>From 100 to 100,000, each octave as often.</summary>
    internal static long Size(Random random) => (long)(100 * Math.Pow(1000, random.NextDouble()));

    private static void Learn(ArgumentLawLearner learner, double cost, params ReadOnlySpan<long> arguments) => learner.Learn(arguments, Vector128.Create((float)cost), All);

    private static double Median(ArgumentLawLearner learner, params ReadOnlySpan<long> arguments)
    {
        learner.Publish().Read(arguments, out var forecast);
        return forecast.Median[0];
    }

    private static void MustBeFinite(ArgumentLawLearner learner, ReadOnlySpan<long> arguments)
    {
        learner.Publish().Read(arguments, out var forecast);
        foreach (var values in (Vector128<float>[])[forecast.Median, forecast.Mean, forecast.StandardDeviation, forecast.Low, forecast.High])
        {
            for (var lane = 0; lane < 4; lane++) Assert.InRange(values[lane], 0, float.MaxValue);
        }
        for (var lane = 0; lane < 4; lane++)
        {
            Assert.True(forecast.Low[lane] <= forecast.Median[lane] && forecast.Median[lane] <= forecast.High[lane]);
            Assert.False(float.IsNaN(learner.Gain[lane]));
            if (learner.TryGetGrowth(lane, out _, out var exponent, out var error)) Assert.True(float.IsFinite(exponent) && float.IsFinite(error));
        }
    }
}
