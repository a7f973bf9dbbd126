using ShadowGen.Costs;

namespace ShadowGen.Runtime.Tests.Costs;

public sealed class ShiftEvidenceTests
{
    private static readonly float[] Shifts = [0.35f, -0.35f, 0.7f, -0.7f, 1.1f, -1.1f, 2.2f, -2.2f];

    /// <summary>One factor after the other, in plain arithmetic.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void All_factors_at_once_are_as_each_by_itself(int seed)
    {
        const float enough = 10;
        var random = new Random(seed);
        var evidence = new ShiftEvidence();
        var (sums, since) = (new float[Shifts.Length], new int[Shifts.Length]);
        var told = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var residual = (float)((4 * random.NextDouble()) - 2 + (i / 500 % 2 == 0 ? 1 : -1));
            var (error, weight) = (0.05f + random.NextSingle(), random.NextSingle());
            for (var k = 0; k < Shifts.Length; k++)
            {
                var says = Math.Clamp((Math.Abs(residual) - Math.Abs(residual - Shifts[k])) * (1 / error), -ShiftEvidence.Most, ShiftEvidence.Most);
                sums[k] = Math.Max(sums[k] + (says * weight), 0);
                since[k] = sums[k] > 0 ? since[k] + 1 : 0;
            }
            var isEnough = evidence.Add(residual, error, weight, enough);
            var best = Array.IndexOf(sums, sums.Max());

            Assert.Equal(sums.Max() > enough, isEnough);
            Assert.Equal((Shifts[best], sums[best], since[best]), evidence.Likeliest);
            if (!isEnough) continue;
            told++;
            evidence = default;
            Array.Clear(sums);
            Array.Clear(since);
        }
        Assert.InRange(told, 100, 20_000);
    }
}
