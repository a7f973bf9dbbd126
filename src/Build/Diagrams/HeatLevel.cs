namespace ShadowGen.Build.Diagrams;

/// <summary>Five steps of heat: a step rarely changes when a call somewhere else does, so that neither do lines of a diagram.</summary>
internal static class HeatLevel
{
    /// <summary>Least share of all estimated work for levels 1 to 4.</summary>
    private static readonly double[] Least = [0.001, 0.01, 0.03, 0.1];

    public static int Of(double heat)
    {
        var level = 0;
        while (level < Least.Length && heat >= Least[level])
            level++;
        return level;
    }
}
