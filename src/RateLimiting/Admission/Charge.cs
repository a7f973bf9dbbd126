using ShadowGen.Capacity;

namespace ShadowGen.Admission;

/// <summary>Permits of a piece of work: taken once, returned once.</summary>
/// <param name="Processor">Of the processors, 1 or more.</param>
/// <param name="Dependency">Of the dependency, 0 where there is none.</param>
/// <param name="Busy">Of the work's time, what it is expected to spend at the processors: above 0, 1 where it waits for nothing.</param>
internal readonly record struct Charge(int Processor, int Dependency, double Busy)
{
    /// <summary>
    /// The work's time in permits: of the processors by the cost of one, of a dependency by what others take there, since how long it takes when it is not busy is known to nobody. Work that is at two stages in turn holds permits of both to its end, and is charged at each for its share of the time: by Little's law the permits in use are then as if it took each at its stage only.
    /// </summary>
    public static Charge Of(in Work work, Stage processors, double permitCost)
    {
        if (work.Dependency is not { } dependency) return new(Permits(work.Processor / permitCost), 0, 1);
        var busy = work.Processor * processors.Stretch;
        busy /= busy + (work.Waiting * dependency.Stretch);
        return new(Permits(work.Processor / permitCost * busy), Permits(dependency.Relative(work.Waiting) * (1 - busy)), busy);
    }

    private static int Permits(double exact) => (int)Math.Clamp(Math.Ceiling(exact), 1, int.MaxValue);
}
