using ShadowGen.Arrivals;

namespace ShadowGen.Runtime.Tests.Arrivals;

public sealed class CommonErrorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void The_correlation_of_errors_is_found(double correlation)
    {
        const int roots = 20;
        var random = new Random(1);
        var common = new CommonError();
        var actual = new float[roots];
        var mean = new float[roots];
        var unit = new float[roots];
        var isChecked = new float[roots];
        Array.Fill(isChecked, 1);
        var found = 0.0;
        for (var round = 0; round < 4000; round++)
        {
            var together = Gauss(random);
            for (var i = 0; i < roots; i++)
            {
                unit[i] = 0.8f * (1 + i);
                actual[i] = (float)((1 + i) * ((Math.Sqrt(correlation) * together) + (Math.Sqrt(1 - correlation) * Gauss(random))));
            }
            common.Learn(actual, mean, unit, isChecked);
            if (round >= 2000) found += common.Correlation / 2000;
        }

        Assert.Equal(correlation, found, 0.1);
    }

    [Fact]
    public void Roots_that_were_not_checked_do_not_count()
    {
        var common = new CommonError();
        for (var i = 0; i < 100; i++) common.Learn([1, 1, 1], [0, 0, 0], [1, 1, 1], [1, 0, 0]);

        Assert.Equal(0, common.Correlation);
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
