namespace ShadowGen.RateLimiting.Tests.Learning;

/// <summary>What is predicted becomes what is asked for.</summary>
public sealed class AdmissionRequestTests
{
    [Fact]
    public void Expected_CPU_time_is_the_cost()
    {
        var request = AdmissionRequest.For(Needs(cpu: 3e6, elapsed: 50e6), null);

        Assert.Equal((TimeSpan.FromMilliseconds(3), TimeSpan.Zero, null), (request.ProcessorTime, request.WaitingTime, request.Dependency));
    }

    [Fact]
    public void What_elapses_beyond_it_is_waited_for_the_dependency()
    {
        var request = AdmissionRequest.For(Needs(cpu: 3e6, elapsed: 50e6), "database");

        Assert.Equal((TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(47), "database"), (request.ProcessorTime, request.WaitingTime, request.Dependency));
    }

    [Theory]
    [InlineData(double.NaN, 5e6)]
    [InlineData(0, 5e6)]
    [InlineData(-1, 5e6)]
    public void What_was_not_measured_is_not_known(double cpu, double elapsed) =>
        Assert.Equal((null, TimeSpan.Zero), (AdmissionRequest.For(Needs(cpu, elapsed), "database").ProcessorTime, AdmissionRequest.For(Needs(cpu, elapsed), "database").WaitingTime));

    [Fact]
    public void Nothing_is_waited_where_elapsed_time_was_not_measured() =>
        Assert.Equal(TimeSpan.Zero, AdmissionRequest.For(Needs(3e6, double.NaN), "database").WaitingTime);

    [Fact]
    public void A_shadowed_call_is_asked_for_by_its_arguments()
    {
        for (var i = 0; i < 200; i++) Work.Sort(new int[1 + (i % 50 * 400)]);
        Shadow.Flush();

        var (light, heavy) = (AdmissionRequest.For(Shadows.ShadowGen.RateLimiting.Tests.Learning.Work.Sort(new int[400])), AdmissionRequest.For(Shadows.ShadowGen.RateLimiting.Tests.Learning.Work.Sort(new int[20_000])));

        Assert.Equal("ShadowGen.RateLimiting.Tests.Learning.Work.Sort", heavy.Kind);
        Assert.True(heavy.ProcessorTime > light.ProcessorTime * 4, $"{heavy.ProcessorTime} {light.ProcessorTime}");
    }

    private static ResourcePrediction Needs(double cpu, double elapsed) =>
        new(default, new(cpu, double.NaN), new(elapsed, double.NaN), ResourceForecast.NotMeasured, ResourceForecast.NotMeasured);
}

/// <summary>Shadowed work whose cost its argument tells.</summary>
internal static class Work
{
    [Shadowed]
    public static int Sort(int[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (int)((uint)i * 2_654_435_761u >> 4);
        Array.Sort(numbers);
        return numbers.Length;
    }
}
