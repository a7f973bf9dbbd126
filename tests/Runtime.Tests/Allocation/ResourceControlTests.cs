using ShadowGen.Allocation;

namespace ShadowGen.Runtime.Tests.Allocation;

public sealed class ResourceControlTests
{
    private const long Second = 1_000_000_000;
    private const long Dwell = 5 * Second;

    [Fact]
    public void It_grows_at_once()
    {
        var control = Begin(4);

        Assert.Equal(40, control.Consider(Request(40), 1, Dwell));
    }

    [Fact]
    public void It_shrinks_after_the_dwell_to_the_most_of_it_and_threads_to_a_quarter_at_most()
    {
        var control = Begin(40);

        Assert.Null(control.Consider(Request(4), 1, Dwell));
        Assert.Null(control.Consider(Request(30), Second, Dwell));
        Assert.Equal(30, control.Consider(Request(4), 1 + Dwell, Dwell));
        control.Set(30, 1 + Dwell);
        Assert.Null(control.Consider(Request(4), Dwell + Second, Dwell));
        Assert.Equal(7, control.Consider(Request(4), 2 + (2 * Dwell), Dwell));
    }

    [Fact]
    public void A_want_of_more_begins_the_dwell_anew()
    {
        var control = Begin(40);

        control.Consider(Request(4), 1, Dwell);
        Assert.Null(control.Consider(Request(40), Dwell - Second, Dwell));
        Assert.Null(control.Consider(Request(4), Dwell + 1, Dwell));
        Assert.Null(control.Consider(Request(4), Dwell + Second, Dwell));
    }

    [Fact]
    public void A_clock_that_goes_back_shrinks_nothing()
    {
        var control = Begin(40);
        control.Consider(Request(4), 100 * Second, Dwell);

        Assert.Null(control.Consider(Request(4), 2, Dwell));
        Assert.Null(control.Consider(Request(4), 4 * Second, Dwell));
        Assert.NotNull(control.Consider(Request(4), 6 * Second, Dwell));
    }

    [Theory]
    [InlineData(ManagedResource.PoolThreads)]
    [InlineData(ManagedResource.MemoryLimit)]
    public void Whatever_is_asked_it_stays_within_bounds_grows_at_once_and_never_shrinks_within_the_dwell(ManagedResource resource)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var control = new ResourceControl(resource);
            control.Begin(random.Next(1, 100));
            var (now, lastChange) = (0L, 0L);
            for (var step = 0; step < 500; step++)
            {
                now += random.NextInt64(Second);
                double least = random.Next(1, 20), most = least + random.Next(100);
                var request = new ResourceRequest(resource, random.Next(3) == 0 ? random.Next(200) : 10, least, most, "why");
                var before = control.Amount;
                var changed = control.Consider(request, now, Dwell);
                var wanted = Math.Clamp(request.Amount, least, most);
                if (changed is not { } to)
                {
                    Assert.False(wanted > before * 1.02, $"seed {seed}, step {step}: {wanted} was asked for, {before} is set, and nothing was done");
                    continue;
                }
                Assert.True(to >= least, $"seed {seed}, step {step}: {to} < {least}");
                if (to > before) Assert.InRange(to, wanted, most);
                else
                {
                    Assert.True(to >= Math.Min(before, wanted), $"seed {seed}, step {step}");
                    Assert.True(to >= Math.Floor(before / (resource == ManagedResource.PoolThreads ? 4 : 2)) || to == most, $"seed {seed}, step {step}: {before} to {to}");
                    Assert.True(now - lastChange >= Dwell, $"seed {seed}, step {step}: {now - lastChange} ns after a change");
                }
                control.Set(to, now);
                lastChange = now;
            }
        }
    }

    private static ResourceRequest Request(double amount) => new(ManagedResource.PoolThreads, amount, 2, 100, "why");

    private static ResourceControl Begin(double amount)
    {
        var control = new ResourceControl(ManagedResource.PoolThreads);
        control.Begin(amount);
        control.Set(amount, 0);
        return control;
    }
}
