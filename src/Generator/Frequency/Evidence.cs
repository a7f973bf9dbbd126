namespace ShadowGen.Generator.Frequency;

/// <summary>
/// How likely a branch is taken, from several independent signs: Dempster and Shafer's rule of combination for two outcomes, as Wu and Larus use it
/// (Static Branch Frequency and Program Profile Analysis, MICRO 1994). The rates are Ball and Larus's (Branch Prediction for Free, PLDI 1993), but for those of
/// loops, calls and returns: 0.88, 0.78 and 0.72 in their C programs, less over the C# programs that these frequencies are measured against
/// (bench/Generator.Benchmarks), whose long loops are those over text (<see cref="TripCounts"/>).
/// </summary>
internal struct Evidence
{
    /// <summary>A loop's own branch comes round again.</summary>
    public const double LoopBranch = 0.75;

    /// <summary>A reference is not null; two references are not the same.</summary>
    public const double Pointer = 0.60;

    /// <summary>A number is neither negative nor a certain constant.</summary>
    public const double Opcode = 0.84;

    /// <summary>What a comparison looked at is used where it leads.</summary>
    public const double Guard = 0.62;

    /// <summary>A branch within a loop does not leave it.</summary>
    public const double LoopExit = 0.80;

    /// <summary>A branch that may lead to a loop does.</summary>
    public const double LoopHeader = 0.75;

    /// <summary>A call that could be passed over is.</summary>
    public const double Call = 0.65;

    /// <summary>A store that could be passed over is.</summary>
    public const double Store = 0.55;

    /// <summary>A way that returns at once is not taken.</summary>
    public const double Return = 0.65;

    /// <summary>A way on which an exception is certain is hardly ever taken.</summary>
    public const double Throw = 0.999;

    private double _odds;

    private Evidence(double odds) => _odds = odds;

    public static Evidence None => new(1);

    /// <summary>0 to 1; one half when nothing is known.</summary>
    public readonly double Probability => _odds / (1 + _odds);

    /// <param name="rate">How often the sign is right: 0 to 1, exclusive.</param>
    /// <param name="isFor">Whether it speaks for the branch.</param>
    public void Add(double rate, bool isFor)
    {
        var odds = rate / (1 - rate);
        _odds *= isFor ? odds : 1 / odds;
    }
}
