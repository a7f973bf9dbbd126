namespace ShadowGen.Shared.Model;

/// <summary>How often a method began something, by hour of the day (UTC): calls, and the seconds in which they were counted.</summary>
/// <param name="Calls">By hour.</param>
/// <param name="Seconds">By hour.</param>
internal sealed record ModelArrivals(long[] Calls, long[] Seconds)
{
    public const int Hours = 24;

    public static ModelArrivals Add(ModelArrivals left, ModelArrivals right)
    {
        var sum = new ModelArrivals(new long[Hours], new long[Hours]);
        for (var hour = 0; hour < Hours; hour++)
        {
            sum.Calls[hour] = ModelMath.Add(left.Calls[hour], right.Calls[hour]);
            sum.Seconds[hour] = ModelMath.Add(left.Seconds[hour], right.Seconds[hour]);
        }
        return sum;
    }

    public ModelArrivals? Scaled(double share)
    {
        var scaled = new ModelArrivals(Array.ConvertAll(Calls, calls => ModelMath.Scale(calls, share)), Array.ConvertAll(Seconds, seconds => ModelMath.Scale(seconds, share)));
        return scaled.Seconds.Any(seconds => seconds > 0) ? scaled : null;
    }

    /// <summary>Calls per second in an hour of the day, over all hours where that one was not seen; 0 when none was.</summary>
    public double RateAt(int hour)
    {
        if (Seconds[hour] > 0) return Calls[hour] / (double)Seconds[hour];
        var seconds = Seconds.Sum(s => (double)s);
        return seconds > 0 ? Calls.Sum(c => (double)c) / seconds : 0;
    }
}
