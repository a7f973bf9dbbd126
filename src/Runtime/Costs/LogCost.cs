namespace ShadowGen.Costs;

/// <summary>Costs on the scale on which they are learned: the natural logarithm of 1 + cost, so that errors are factors and nothing is 0.</summary>
internal static class LogCost
{
    /// <summary>Costs nearer to each other than this are the same but for rounding.</summary>
    public const float Tie = 1e-4f;

    /// <param name="cost">Nanoseconds or bytes, 0 or more; what is less counts as 0.</param>
    public static float Of(double cost) => cost > 0 ? MathF.Log((float)(1 + cost)) : 0;

    public static double ToCost(float logCost) => Math.Max(0, Math.Exp(logCost) - 1);
}
