namespace ShadowGen.Adaptive.Benchmarks.Simulation;

/// <summary>An endpoint of a workload.</summary>
/// <param name="Share">Of the requests.</param>
/// <param name="Make">Size, processor seconds and seconds of the dependency of one request.</param>
internal sealed record Endpoint(double Share, Func<Random, (long Size, double Processor, double Waiting)> Make);

/// <summary>Open-loop clients: requests come whether or not the ones before were answered.</summary>
/// <param name="Name">For people.</param>
/// <param name="Endpoints">Their shares sum to 1.</param>
/// <param name="Slowness">Of the dependency, at a time.</param>
/// <param name="IsPredictable">Whether arguments tell costs.</param>
internal sealed record Workload(string Name, Endpoint[] Endpoints, Func<double, double> Slowness, bool IsPredictable)
{
    public const int Processors = 4, Connections = 16;
    public const double Target = 0.2, WarmUp = 10, End = 50;
    private const double Calm = 0.6, Burst = 3, Period = 10, BurstLength = 3;
    private const double Noise = 0.25;

    public static IReadOnlyList<Workload> All { get; } = [Mixed(), Slow(), Unpredictable()];

    public IReadOnlyList<Request> Requests(int seed)
    {
        var random = new Random(seed);
        var mean = MeanCost();
        var requests = new List<Request>();
        for (var now = 0.0; now < End;)
        {
            var load = now % Period >= Period - BurstLength ? Burst : Calm;
            now += -Math.Log(1 - random.NextDouble()) * mean / Processors / load;
            var endpoint = Pick(random);
            var (size, processor, waiting) = Endpoints[endpoint].Make(random);
            requests.Add(new(endpoint, size, now, processor, waiting));
        }
        return requests;
    }

    /// <summary>True means for each endpoint, of processor and dependency: what a table of per-endpoint costs can know at best.</summary>
    public (double Processor, double Waiting)[] Means()
    {
        var random = new Random(1);
        return Array.ConvertAll(Endpoints, e =>
        {
            var made = Enumerable.Range(0, 20_000).Select(_ => e.Make(random)).ToList();
            return (made.Average(m => m.Processor), made.Average(m => m.Waiting));
        });
    }

    private double MeanCost() => Means().Zip(Endpoints, (m, e) => m.Processor * e.Share).Sum();

    private int Pick(Random random)
    {
        var at = random.NextDouble();
        for (var i = 0; i < Endpoints.Length - 1; i++)
        {
            if ((at -= Endpoints[i].Share) < 0) return i;
        }
        return Endpoints.Length - 1;
    }

    // A search whose cost is that of what it reads, 1 : 100; a look-up; an export.
    private static Workload Mixed() => new("mixed", [Search(0.7), Lookup(0.25), Export(0.05)], _ => 1, true);

    private static Workload Slow() => new("slow dependency", [Search(0.5), Lookup(0.2), Export(0.05), Quote(0.25)], now => now % 20 is >= 8 and < 18 ? 6 : 1, true);

    private static Workload Unpredictable() => new("unpredictable", [Blind(0.7), Blind(0.3)], _ => 1, false);

    private static Endpoint Search(double share) => new(share, r =>
    {
        var size = (long)(100 * Math.Pow(100, r.NextDouble()));
        return (size, size * 5e-6 * LogNormal(r, Noise), 0);
    });

    private static Endpoint Lookup(double share) => new(share, r => (1, 0.5e-3 * LogNormal(r, Noise), 0));

    private static Endpoint Export(double share) => new(share, r =>
    {
        var rows = r.NextInt64(1000, 3000);
        return (rows, rows * 25e-6 * LogNormal(r, Noise), 0);
    });

    private static Endpoint Quote(double share) => new(share, r => (1, 1e-3 * LogNormal(r, Noise), 15e-3 * LogNormal(r, Noise)));

    private static Endpoint Blind(double share) => new(share, r => ((long)(100 * Math.Pow(100, r.NextDouble())), 10e-3 * LogNormal(r, 1), 0));

    // Of mean 1.
    private static double LogNormal(Random random, double sigma)
    {
        var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Math.Exp((sigma * gauss) - (sigma * sigma / 2));
    }
}
