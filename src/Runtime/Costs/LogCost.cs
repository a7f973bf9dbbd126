namespace ShadowGen.Costs;

/// <summary>Costs on the scale on which they are learned: the natural logarithm of 1 + cost, so that errors are factors and nothing is 0.</summary>
internal static class LogCost
{
    /// <summary>Costs nearer to each other than this are the same but for rounding.</summary>
    public const float Tie = 1e-4f;

    // From here on, 1 more or less is less than a tie.
    private const float Large = 10;

    /// <param name="cost">Nanoseconds or bytes, 0 or more; what is less counts as 0.</param>
    public static float Of(double cost) => cost > 0 ? MathF.Log((float)(1 + cost)) : 0;

    /// <summary>The cost that is a factor of another.</summary>
    /// <param name="logCost">The other, on the log scale.</param>
    /// <param name="logFactor">Logarithm of the factor.</param>
    public static float Scale(float logCost, float logFactor) =>
        logFactor == 0 || logCost <= 0 ? logCost : Math.Min(logCost, logCost + logFactor) > Large ? logCost + logFactor : MathF.Log(1 + ((MathF.Exp(logCost) - 1) * MathF.Exp(logFactor)));

    /// <summary>The logarithm of the factor between two costs above 0.</summary>
    public static float FactorOf(float logCost, float logOther) => Pure(logCost) - Pure(logOther);

    public static double ToCost(float logCost) => Math.Max(0, Math.Exp(logCost) - 1);

    private static float Pure(float logCost) => logCost > Large ? logCost : MathF.Log(MathF.Exp(logCost) - 1);
}
