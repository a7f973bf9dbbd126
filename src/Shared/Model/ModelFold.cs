namespace ShadowGen.Shared.Model;

/// <summary>
/// Adds up what several runs have learned. Older knowledge weighs less: what was learned a <see cref="HalfLife"/> before the latest run counts half (forward decay from a landmark: Cormode, Shkapenyuk,
/// Srivastava, Xu, "Forward decay: a practical time decay model for streaming systems", ICDE 2009), the landmark being the latest run, so that the sum does not depend on when it is made.
/// </summary>
internal static class ModelFold
{
    /// <summary>30 days, in seconds.</summary>
    public const double HalfLife = 30 * 86_400;

    /// <summary>Runs that a fold remembers; the longest ago are forgotten first.</summary>
    public const int MaxMembers = 4096;

    private const int MaxUnsettled = 32;

    /// <summary>Laws of a method that a sum of several runs keeps.</summary>
    public const int MaxKinds = 2 * ModelArguments.MaxKinds;

    /// <summary>
    /// The sources that together hold each run once: where a fold holds a run that is there by itself too, or two folds share one, the source of more runs stands, then the later one.
    /// </summary>
    public static List<ModelSource> Disjoint(ModelFile file)
    {
        var taken = new HashSet<ulong>();
        var chosen = new List<ModelSource>();
        foreach (var source in file.Sources.Values.OrderByDescending(s => s.Members.Length).ThenByDescending(s => s.Last).ThenBy(s => s.Id))
        {
            if (source.Runs.Any(taken.Contains)) continue;
            foreach (var run in source.Runs) taken.Add(run);
            chosen.Add(source);
        }
        return chosen;
    }

    /// <summary>Everything that a file knows, as one source.</summary>
    public static ModelSource Total(ModelFile file) => Sum(Disjoint(file));

    /// <summary>The same file with its older runs added up for good. Runs of it that come again by a merge are known, and not counted twice.</summary>
    /// <param name="file">What to make smaller.</param>
    /// <param name="kept">Runs that stay by themselves: the latest.</param>
    /// <param name="own">A run that is still going on: it stays by itself too.</param>
    /// <param name="settled">Runs saved less than so many seconds before the latest may be going on as well, and stay, unless there are very many.</param>
    public static ModelFile Compact(ModelFile file, int kept, ulong own = 0, long settled = 0)
    {
        var sources = Disjoint(file);
        var runs = sources.Where(s => !s.IsFold && s.Id != own).OrderByDescending(s => s.Last).ThenBy(s => s.Id).ToList();
        var folds = sources.Where(s => s.IsFold).ToList();
        var latest = sources.Count == 0 ? 0 : sources.Max(s => s.Last);
        while (kept < runs.Count && kept < MaxUnsettled && latest - runs[kept].Last < settled) kept++;
        if (runs.Count <= kept && folds.Count <= 1 && sources.Count == file.Sources.Count) return file;
        var old = runs.Skip(kept).Concat(folds).ToList();
        var rest = runs.Take(kept).Concat(sources.Where(s => s.Id == own));
        return new(file.Methods.Values, old.Count == 0 ? rest : rest.Append(Sum(old)));
    }

    /// <summary>Several sources as one, which is a fold when there are two or more.</summary>
    public static ModelSource Sum(IReadOnlyList<ModelSource> sources)
    {
        if (sources.Count == 1) return sources[0];
        var sum = new ModelSource();
        if (sources.Count == 0) return sum;
        var ordered = sources.OrderBy(s => s.Last).ThenBy(s => s.Id).ToList();
        sum.First = ordered.Min(s => s.First);
        sum.Last = ordered[ordered.Count - 1].Last;
        sum.App = ordered[ordered.Count - 1].App;
        sum.Members = [.. ordered.SelectMany(s => s.IsFold ? s.Members : [(s.Id, s.Generation)]).Reverse().Take(MaxMembers).OrderBy(m => m.Item1)];
        sum.Id = IdOf(sum.Members);
        foreach (var source in ordered) AddTo(sum, source, Math.Pow(2, (source.Last - sum.Last) / HalfLife));
        BoundLaws(sum);
        AddWindows(sum, ordered);
        return sum;
    }

    private static void AddTo(ModelSource sum, ModelSource source, double share)
    {
        foreach (var pair in source.Edges)
        {
            sum.Edges.TryGetValue(pair.Key, out var known);
            sum.Edges[pair.Key] = ModelMath.Add(known, ModelMath.Scale(pair.Value, share));
        }
        foreach (var pair in source.Costs)
        {
            if (pair.Value.Scaled(share) is { } cost) sum.Costs[pair.Key] = sum.Costs.TryGetValue(pair.Key, out var known) ? ModelCost.Add(known, cost) : cost;
        }
        foreach (var pair in source.Laws)
        {
            if (pair.Value.Scaled(share) is { } law) sum.Laws[pair.Key] = sum.Laws.TryGetValue(pair.Key, out var known) ? ModelLaw.Add(known, law) : law;
        }
        foreach (var pair in source.Arrivals)
        {
            if (pair.Value.Scaled(share) is { } arrivals) sum.Arrivals[pair.Key] = sum.Arrivals.TryGetValue(pair.Key, out var known) ? ModelArrivals.Add(known, arrivals) : arrivals;
        }
    }

    // Kinds of calls that few runs made give way to those that most did.
    private static void BoundLaws(ModelSource sum)
    {
        foreach (var group in sum.Laws.GroupBy(law => law.Key.Method).Where(group => group.Count() > MaxKinds).ToList())
        {
            foreach (var law in group.OrderByDescending(law => law.Value.Calls).ThenBy(law => law.Key.Arguments, StringComparer.Ordinal).Skip(MaxKinds).ToList()) sum.Laws.Remove(law.Key);
        }
    }

    // The start of the latest run that has one, and a sample of all other windows.
    private static void AddWindows(ModelSource sum, List<ModelSource> ordered)
    {
        if (ordered.LastOrDefault(s => s.Windows.Exists(w => w.IsStart)) is { } latest) sum.Windows.AddRange(latest.Windows.Where(w => w.IsStart).OrderBy(w => w.Order));
        var sampled = new SortedDictionary<ulong, ModelWindow>();
        foreach (var window in ordered.SelectMany(s => s.Windows).Where(w => !w.IsStart)) sampled[window.Order] = window;
        sum.Windows.AddRange(sampled.Values.Take(ModelWindow.MaxSampled));
    }

    // FNV-1a (Fowler, Noll, Vo) over the members' bytes.
    private static ulong IdOf((ulong Id, long Generation)[] members)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        foreach (var (id, generation) in members)
        {
            for (var shift = 0; shift < 64; shift += 8) hash = unchecked((hash ^ (byte)(id >> shift)) * 0x100_0000_01B3);
            for (var shift = 0; shift < 64; shift += 8) hash = unchecked((hash ^ (byte)(generation >> shift)) * 0x100_0000_01B3);
        }
        return hash;
    }
}
