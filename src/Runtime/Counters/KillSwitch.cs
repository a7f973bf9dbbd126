namespace ShadowGen.Counters;

/// <summary>Reads the kill switch: <c>SHADOWGEN=off</c> (also <c>0</c>, <c>false</c>, <c>no</c>; case and surrounding space do not matter).</summary>
internal static class KillSwitch
{
    /// <summary>What the environment said when the process began.</summary>
    public static readonly bool On = IsOn(Environment.GetEnvironmentVariable("SHADOWGEN"));

    public static bool IsOn(string? value) =>
        value is null || value.AsSpan().Trim() is var word
        && !word.Equals("off", StringComparison.OrdinalIgnoreCase)
        && !word.Equals("false", StringComparison.OrdinalIgnoreCase)
        && !word.Equals("no", StringComparison.OrdinalIgnoreCase)
        && !word.Equals("0", StringComparison.Ordinal);
}
