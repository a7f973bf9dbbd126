namespace ShadowGen.Prediction.Benchmarks.Laws;

/// <summary>Calls whose costs follow laws that are known, with noise.</summary>
internal static class SyntheticLaws
{
    private const int Calls = 4000;
    private const double Scored = 0.8;

    public static IEnumerable<LawSet> All()
    {
        yield return Of("linear with floor", 0.08, (r, n, m, c) => 2000 + (5 * n));
        yield return Of("linear with floor, bytes", 0, (r, n, m, c) => 56 + (2 * n));
        yield return Of("n log n with floor", 0.08, (r, n, m, c) => 800 + (3 * n * Math.Log2(1 + n)));
        yield return Of("quadratic with floor", 0.1, (r, n, m, c) => 5000 + (0.05 * n * n));
        yield return Of("power 0.7", 0.1, (r, n, m, c) => 40 * Math.Pow(n, 0.7));
        yield return Of("logarithmic", 0.05, (r, n, m, c) => 100 + (60 * Math.Log2(1 + n)));
        yield return Of("two sizes, sum", 0.08, (r, n, m, c) => 1000 + (4 * n) + (30 * m), sizes: 2);
        yield return Of("two sizes, bytes", 0, (r, n, m, c) => 120 + (2 * n) + (24 * m), sizes: 2);
        yield return Of("two sizes, product", 0.08, (r, n, m, c) => 3000 + (0.5 * n * m), sizes: 2);
        yield return Of("by code", 0.08, (r, n, m, c) => c switch { 0 => 800, 1 => 200 + (6 * n), _ => 500 + (0.02 * n * n) }, codes: 3);
        yield return Of("by code, bytes", 0, (r, n, m, c) => c switch { 0 => 24, 1 => 56 + (2 * n), _ => 120 + (8 * n) }, codes: 3);
        yield return Of("heavy tails", 0.1, (r, n, m, c) => (1500 + (4 * n)) * (r.NextDouble() < 0.03 ? 20 : 1));
        yield return Of("triples at mid-run", 0.08, (r, n, m, c) => 2000 + (5 * n), change: 3);
        yield return Of("triples at mid-run, bytes", 0, (r, n, m, c) => 200 + (8 * n), change: 3);
        yield return Of("buffer that doubles, bytes", 0, (r, n, m, c) => 56 + (4 * Math.Pow(2, Math.Ceiling(Math.Log2(16 + n)))));
        yield return Of("few documents, bytes", 0, (r, n, m, c) => 400 + (n * (3 + (n * 7919 % 11))), values: 12);
        yield return Of("few documents", 0.05, (r, n, m, c) => 900 + (n * (3 + (n * 7919 % 11))), values: 12);
        yield return Of("falls with size", 0.1, (r, n, m, c) => 50_000_000 / (50 + n));
        yield return Of("no law", 0.3, (r, n, m, c) => 5000);
    }

    private static LawSet Of(string name, double noise, Func<Random, double, double, int, double> cost, int sizes = 1, int codes = 0, double change = 1, int values = 0)
    {
        var random = new Random(name.Sum(c => c * 31) + name.Length);
        var known = Enumerable.Range(0, Math.Max(1, values)).Select(_ => Size(random)).ToArray();
        var calls = new List<ArgumentCall>();
        for (var i = 0; i < Calls; i++)
        {
            var (n, m, code) = (values > 0 ? known[random.Next(values)] : Size(random), Size(random) / 10, codes == 0 ? 0 : random.Next(codes));
            List<long> arguments = [n];
            if (sizes == 2) arguments.Add(m);
            if (codes > 0) arguments.Add(code);
            var exact = cost(random, n, m, code) * (i < Calls * 0.6 ? 1 : change);
            calls.Add(new(0, [.. arguments], noise == 0 ? Math.Round(exact) : exact * Math.Exp(noise * Gauss(random)), i >= Calls * (1 - Scored)));
        }
        bool[] kinds = [false, .. sizes == 2 ? [false] : Array.Empty<bool>(), .. codes > 0 ? [true] : Array.Empty<bool>()];
        return new(name, [kinds], calls);
    }

    // From 10 to 30,000, each octave as often.
    private static long Size(Random random) => (long)(10 * Math.Pow(3000, random.NextDouble()));

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
