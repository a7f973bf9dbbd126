namespace ShadowGen.Build.Diagrams;

/// <summary>Five steps of heat: a step rarely changes when a call somewhere else does, so that neither do lines of a diagram.</summary>
internal static class HeatLevel
{
    public const int Count = 5;

    /// <summary>Least share of all estimated work for levels 1 to 4.</summary>
    private static readonly double[] Least = [0.001, 0.01, 0.03, 0.1];

    public static int Of(double heat)
    {
        var level = 0;
        while (level < Least.Length && heat >= Least[level])
            level++;
        return level;
    }

    public static string Words(int level) => level switch
    {
        0 => "under 0.1 %",
        1 => "0.1 % to 1 %",
        2 => "1 % to 3 %",
        3 => "3 % to 10 %",
        _ => "10 % and more",
    };
}
