using System.Globalization;

namespace ShadowGen.Shared.Model;

/// <summary>
/// Argument features as a model file has them: no values, but sizes by quarters of a power of two, and codes of enums and bools. <c>41/-1/3</c>: between signs, one for each feature.
/// </summary>
internal static class ModelArguments
{
    /// <summary>Steps of a size for each doubling.</summary>
    public const int Steps = 4;

    /// <summary>Kinds of calls that are kept apart for a method in one run.</summary>
    public const int MaxKinds = 48;

    private const int MaxFeatures = 4;

    /// <summary>The step of a size: sizes that come to the same are taken for one another.</summary>
    public static int StepOf(long size) => size <= 0 ? 0 : 1 + (int)Math.Round(Math.Log(size) / Math.Log(2) * Steps);

    /// <summary>A size in the middle of a step.</summary>
    public static long SizeOf(int step) => step <= 0 ? 0 : (long)Math.Min(long.MaxValue / 2, Math.Round(Math.Pow(2, (step - 1) / (double)Steps)));

    public static string Write(IReadOnlyList<long> steps) => string.Join("/", steps.Select(step => step.ToString(CultureInfo.InvariantCulture)));

    public static bool TryRead(string text, out long[] steps)
    {
        var parts = text.Split('/');
        steps = new long[parts.Length];
        if (parts.Length is 0 or > MaxFeatures) return false;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out steps[i])) return false;
        }
        return true;
    }
}
