using System.Runtime.Intrinsics;
using System.Text;
using ShadowGen.Counters;
using ShadowGen.Laws;

namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>A function whose growth is known.</summary>
/// <param name="Name">Of the function and what it does.</param>
/// <param name="Least">Smallest size that it is called with.</param>
/// <param name="Most">Largest.</param>
/// <param name="Run">Calls it.</param>
/// <param name="Time">What its CPU time grows as, but for a factor and a constant; null: not judged.</param>
/// <param name="Bytes">What it allocates grows as; null: not judged.</param>
internal sealed record KnownFunction(string Name, int Least, int Most, Action<int> Run, Func<double, double>? Time, Func<double, double>? Bytes);

/// <summary>The exponent that was learned of a function, and the one that it has.</summary>
/// <param name="Name">Of function and resource.</param>
/// <param name="Known">Slope of the logarithm of the known growth on that of the size, over the sizes that were called.</param>
/// <param name="Learned">What the law says; NaN when it says nothing.</param>
/// <param name="StandardError">As the law says it.</param>
internal readonly record struct LearnedExponent(string Name, double Known, double Learned, double StandardError)
{
    /// <summary>Infinite when nothing was learned.</summary>
    public double Error => double.IsNaN(Learned) ? double.PositiveInfinity : Math.Abs(Learned - Known);
}

/// <summary>Real functions, called with sizes at random and measured: CPU time of the thread and bytes allocated.</summary>
internal static class KnownFunctions
{
    private const int Calls = 600;

    private static readonly int[] Numbers = Enumerable.Range(0, 1 << 17).Select(i => (int)((uint)i * 2_654_435_761u >> 4)).ToArray();
    private static readonly int[] Scratch = new int[1 << 17];
    private static readonly Vector128<float> Measured = Vector128.Create(-1, 0, -1, 0).AsSingle();

    private static long _sink;

    private static IEnumerable<KnownFunction> All() =>
    [
        new("sum of an array", 100, 100_000, Sum, n => n, null),
        new("copy of an array", 100, 100_000, Copy, null, n => n),
        new("sort of a copy", 100, 100_000, Sort, n => n * Math.Log2(n), null),
        new("pairs that invert", 30, 3000, Inversions, n => n * n, null),
        new("text by a builder", 100, 100_000, Build, null, n => n),
        new("text by concatenation", 30, 3000, Concatenate, null, n => n * n),
        new("list that grows", 100, 100_000, Fill, null, n => n),
        new("sorted list of lists", 100, 30_000, SortRows, n => n * Math.Log2(n), n => n),
    ];

    public static IEnumerable<LearnedExponent> Measure(int seed)
    {
        foreach (var function in All())
        {
            var learner = new ArgumentLawLearner(LawShape.Of(1, 0));
            var random = new Random(seed);
            var sizes = new double[Calls];
            for (var i = 0; i < Calls; i++)
            {
                var size = (int)(function.Least * Math.Pow((double)function.Most / function.Least, random.NextDouble()));
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var cpu = ThreadClock.Cpu();
                function.Run(size);
                cpu = ThreadClock.Cpu() - cpu;
                bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
                sizes[i] = size;
                learner.Learn([size], Vector128.Create((float)cpu, 0, bytes, 0), Measured);
            }
            if (function.Time is { } time) yield return Of($"{function.Name}, CPU time", learner, ResourceKind.CpuTime, sizes, time);
            if (function.Bytes is { } growth) yield return Of($"{function.Name}, bytes", learner, ResourceKind.AllocatedBytes, sizes, growth);
        }
    }

    private static LearnedExponent Of(string name, ArgumentLawLearner learner, ResourceKind kind, double[] sizes, Func<double, double> growth) =>
        learner.TryGetGrowth((int)kind, out _, out var exponent, out var error)
            ? new(name, Slope(sizes, growth), exponent, error)
            : new(name, Slope(sizes, growth), double.NaN, double.NaN);

    private static double Slope(double[] sizes, Func<double, double> growth)
    {
        var x = Array.ConvertAll(sizes, Math.Log);
        var y = Array.ConvertAll(sizes, s => Math.Log(growth(s)));
        var (meanX, meanY) = (x.Average(), y.Average());
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static void Sum(int n)
    {
        var sum = 0L;
        for (var repeat = 0; repeat < 8; repeat++)
        {
            for (var i = 0; i < n; i++) sum += Numbers[i];
        }
        _sink += sum;
    }

    private static void Copy(int n) => _sink += Numbers[..n].Length;

    private static void Sort(int n)
    {
        Numbers.AsSpan(0, n).CopyTo(Scratch);
        Array.Sort(Scratch, 0, n);
        _sink += Scratch[n / 2];
    }

    private static void Inversions(int n)
    {
        var count = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++) count += Numbers[i] > Numbers[j] ? 1 : 0;
        }
        _sink += count;
    }

    private static void Build(int n)
    {
        var text = new StringBuilder();
        for (var i = 0; i < n; i++) text.Append((char)('a' + (i & 15)));
        _sink += text.ToString().Length;
    }

    private static void Concatenate(int n)
    {
        var text = "";
        for (var i = 0; i < n; i++) text += 'x';
        _sink += text.Length;
    }

    private static void Fill(int n)
    {
        var list = new List<int>();
        for (var i = 0; i < n; i++) list.Add(i);
        _sink += list.Count;
    }

    private static void SortRows(int n)
    {
        var rows = new List<(int Key, string Name)>(n);
        for (var i = 0; i < n; i++) rows.Add((Numbers[i], "row"));
        rows.Sort((a, b) => a.Key.CompareTo(b.Key));
        _sink += rows[0].Key;
    }
}
