using ShadowGen.Capacity;

namespace ShadowGen.Admission;

/// <summary>Permits of a piece of work: taken once, returned once.</summary>
/// <param name="Processor">Of the processors, 1 or more.</param>
/// <param name="Dependency">Of the dependency, 0 where there is none.</param>
internal readonly record struct Charge(int Processor, int Dependency)
{
    /// <summary>
    /// The work's time in permits. Work that is at two stages in turn holds permits of both to its end, and is charged at each for its share of the time: by Little's law the permits in use are then as if it took each at its stage only.
    /// </summary>
    public static Charge Of(in Work work, Stage processors, double permitCost)
    {
        if (work.Dependency is not { } dependency) return new(Permits(work.Processor / permitCost), 0);
        var (busy, waiting) = (work.Processor * processors.Stretch, work.Waiting * dependency.Stretch);
        return new(
            Permits(work.Processor / permitCost * busy / (busy + waiting)),
            Permits(work.Waiting / permitCost * waiting / (busy + waiting)));
    }

    private static int Permits(double exact) => (int)Math.Clamp(Math.Ceiling(exact), 1, int.MaxValue);
}
