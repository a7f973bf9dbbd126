namespace ShadowGen.Shared.Model;

/// <summary>What calls with like arguments have cost: by resource, the sums that a regression of log cost needs. Whole numbers, so that sums do not depend on their order.</summary>
/// <param name="Calls">Calls that were measured.</param>
/// <param name="Lanes">By resource.</param>
internal sealed record ModelLaw(long Calls, ModelLawLane[] Lanes)
{
    public static ModelLaw Add(ModelLaw left, ModelLaw right)
    {
        var lanes = new ModelLawLane[left.Lanes.Length];
        for (var i = 0; i < lanes.Length; i++) lanes[i] = ModelLawLane.Add(left.Lanes[i], right.Lanes[i]);
        return new(ModelMath.Add(left.Calls, right.Calls), lanes);
    }

    public ModelLaw? Scaled(double share) => ModelMath.Scale(Calls, share) is > 0 and var calls ? new(calls, Array.ConvertAll(Lanes, lane => lane.Scaled(share))) : null;
}

/// <summary>Log costs of one resource.</summary>
/// <param name="Calls">Calls that were measured.</param>
/// <param name="Sum">Of ln(cost + 1), in 256ths.</param>
/// <param name="Squares">Of the squares of those, in 65,536ths.</param>
internal readonly record struct ModelLawLane(long Calls, long Sum, long Squares)
{
    public const double Unit = 256;

    public double Mean => Sum / Unit / Calls;

    /// <summary>Of one call; 0 when no two were measured.</summary>
    public double Variance => Calls < 2 ? 0 : Math.Max(0, ((Squares / Unit / Unit) - (Calls * Mean * Mean)) / (Calls - 1));

    public static ModelLawLane Add(in ModelLawLane left, in ModelLawLane right) =>
        new(ModelMath.Add(left.Calls, right.Calls), ModelMath.Add(left.Sum, right.Sum), ModelMath.Add(left.Squares, right.Squares));

    public ModelLawLane With(double cost)
    {
        var log = (long)Math.Round(Math.Log(Math.Max(0, cost) + 1) * Unit);
        return Add(this, new(1, log, log * log));
    }

    public ModelLawLane Scaled(double share)
    {
        var calls = ModelMath.Scale(Calls, share);
        return calls == 0 || calls == Calls ? new(calls, calls == 0 ? 0 : Sum, calls == 0 ? 0 : Squares) : new(calls, Part(Sum, calls), Part(Squares, calls));
    }

    // Exact wherever the product fits into a decimal; a larger one is of no file that was written by a run.
    private long Part(long value, long calls) => value < 1L << 47 && calls < 1L << 47
        ? (long)Math.Round((decimal)value * calls / Calls)
        : Math.Min(ModelMath.MaxCount, (long)Math.Round((double)value / Calls * calls));
}
