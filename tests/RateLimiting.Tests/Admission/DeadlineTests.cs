using System.Threading.RateLimiting;
using ShadowGen.RateLimiting.Tests.Support;

namespace ShadowGen.RateLimiting.Tests.Admission;

/// <summary>What waits and can no longer be done in time is refused before its time is over.</summary>
public sealed class DeadlineTests
{
    [Fact]
    public void It_is_refused_once_what_it_takes_no_longer_fits_into_its_time()
    {
        using var bench = new Bench();
        bench.Fill();
        var asked = bench.Ask(Bench.Work(400));

        bench.Pass(0.3);
        Assert.False(asked.IsCompleted);
        bench.Pass(0.4);

        Assert.True(Bench.Refused(asked).TryGetMetadata(MetadataName.ReasonPhrase, out var reason));
        Assert.Equal("It could not have been done in time.", reason);
        Assert.Equal(1, bench.Statistics.RefusedLate);
        Assert.Equal(0, bench.Statistics.QueuedRequests);
    }

    [Fact]
    public void Each_has_a_deadline_of_its_own()
    {
        using var bench = new Bench();
        bench.Fill();
        var patient = bench.Ask(Bench.Work(10));
        var pressing = bench.Ask(Bench.Work(10) with { Deadline = TimeSpan.FromMilliseconds(100) });

        bench.Pass(0.15);

        Bench.Refused(pressing);
        Assert.False(patient.IsCompleted);
    }

    [Fact]
    public void However_long_it_is_expected_to_take_a_fifth_of_its_time_it_may_wait()
    {
        using var bench = new Bench();
        bench.Fill();
        var asked = bench.Ask(Bench.Work(5000));

        bench.Pass(0.19);
        Assert.False(asked.IsCompleted);
        bench.Pass(0.1);

        Bench.Refused(asked);
    }

    [Fact]
    public void What_is_too_late_makes_room_for_what_is_not()
    {
        using var bench = new Bench();
        bench.Fill();
        var heavy = bench.Ask(Bench.Work(590));
        var light = bench.Ask(Bench.Work(1));

        bench.Pass(0.95);

        Bench.Refused(heavy);
        Assert.False(light.IsCompleted);
    }

    [Fact]
    public void Nobody_looks_while_nothing_waits()
    {
        using var bench = new Bench();
        var looks = 0;
        bench.Fill();
        bench.Ask(Bench.Work(10));

        bench.Time.RunUntil(1.2, () => looks++);
        Assert.InRange(looks, 20, 40);
        bench.Time.RunUntil(10, () => looks++);

        Assert.InRange(looks, 20, 40);
    }
}
