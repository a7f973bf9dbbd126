using ShadowGen.Sequences;

namespace ShadowGen.Runtime.Tests.Sequences;

public sealed class SequenceQualityTests
{
    [Fact]
    public void Nothing_checked_is_not_a_number()
    {
        var quality = new SequenceQuality();

        Assert.Equal(0, quality.Outcomes);
        Assert.True(double.IsNaN(quality.Bits) && double.IsNaN(quality.Top1) && double.IsNaN(quality.CalibrationError));
    }

    [Fact]
    public void Bits_hits_and_calibration_are_those_of_a_hand_count()
    {
        var quality = new SequenceQuality();
        quality.Add(came: 0.5, likeliestBefore: 0, rest: 0.5);
        quality.Add(came: 0.25, likeliestBefore: 0.7, rest: 0.05);
        quality.Add(came: 0.125, likeliestBefore: 0, rest: 0.875);
        quality.Add(came: 0.8, likeliestBefore: 0.1, rest: 0.1);

        Assert.Equal((1 + 2 + 3 - Math.Log2(0.8)) / 4, quality.Bits, 9);
        Assert.Equal(0.5, quality.Top1);
        // Bins of .05: .5 hit, .7 missed, .125 missed, .8 hit.
        Assert.Equal((0.5 + 0.7 + 0.125 + 0.2) / 4, quality.CalibrationError, 9);
    }

    [Fact]
    public void Old_steps_weigh_less_than_new_ones()
    {
        var quality = new SequenceQuality();
        for (var i = 0; i < 200_000; i++) quality.Add(0.25, 0.75, 0);
        for (var i = 0; i < 200_000; i++) quality.Add(0.5, 0, 0.5);

        Assert.Equal(400_000, quality.Outcomes);
        Assert.InRange(quality.Bits, 1.0, 1.34); // 1.5 if all weighed the same
    }

    [Fact]
    public void What_was_thought_impossible_costs_a_finite_number_of_bits()
    {
        var quality = new SequenceQuality();
        quality.Add(0, 1, 0);

        Assert.InRange(quality.Bits, 20, 40);
    }
}
