namespace ShadowGen.Build;

/// <summary>How much of what could be shadowed is: the sums over an assembly's skeletons.</summary>
internal sealed class Coverage
{
    /// <summary>Uses of a method that call nothing by themselves: told apart, and in no percentage.</summary>
    private static readonly HashSet<string> Mentions = new(StringComparer.Ordinal) { "method-group", "function-pointer", "nameof" };

    private readonly Dictionary<string, Skeleton.Method> _methods = new(StringComparer.Ordinal);
    private readonly string _assembly;

    /// <param name="skeletons">Of one assembly.</param>
    /// <param name="reach">What runs have called; null where nothing is known.</param>
    public Coverage(IReadOnlyList<Skeleton> skeletons, Reach? reach = null)
    {
        Reach = reach;
        _assembly = skeletons.Count == 0 ? "" : skeletons[0].Assembly;
        Files = [.. skeletons.OrderBy(static skeleton => skeleton.File, StringComparer.Ordinal)];
        foreach (var pair in skeletons.SelectMany(static skeleton => skeleton.Methods))
        {
            if (pair.Value.IsDeclared || !_methods.ContainsKey(pair.Key))
                _methods[pair.Key] = pair.Value;
        }

        foreach (var edge in skeletons.SelectMany(static skeleton => skeleton.Edges))
            Of(edge.Callee).Shadowed += edge.CallSites;

        var skips = skeletons.SelectMany(static skeleton => skeleton.Skips.Select(skip => new SkippedSite(skeleton.File, skip))).ToList();
        foreach (var site in skips.Where(static site => !IsMention(site)))
            Of(site.Skip.Callee).Skipped++;
        Skipped = Reasons(skips.Where(static site => !IsMention(site)));
        Mentioned = Reasons(skips.Where(IsMention));
        LeftOut = [.. skeletons.SelectMany(static skeleton => skeleton.LeftOut)
            .GroupBy(static left => left.Reason, StringComparer.Ordinal)
            .Select(static group => new Skeleton.LeftOutSites(group.Key, group.Sum(static left => left.CallSites), group.Sum(static left => left.Methods)))
            .OrderBy(static left => left.Reason, StringComparer.Ordinal)];
    }

    public string Assembly => _assembly;

    public IReadOnlyList<Skeleton> Files { get; }

    /// <summary>Call sites of shadowed methods of this assembly: what the percentage is of.</summary>
    public Count Own { get; } = new();

    /// <summary>Call sites of shadowed methods of referenced libraries.</summary>
    public Count Referenced { get; } = new();

    /// <summary>Call sites of services.</summary>
    public Count Services { get; } = new();

    /// <summary>Calls that stay plain, by reason, the most frequent first.</summary>
    public IReadOnlyList<ReasonSites> Skipped { get; }

    /// <summary>Method groups and the like.</summary>
    public IReadOnlyList<ReasonSites> Mentioned { get; }

    public IReadOnlyList<Skeleton.LeftOutSites> LeftOut { get; }

    /// <summary>The runs that <see cref="ReachedMethods"/> is about; null for none.</summary>
    public Reach? Reach { get; }

    /// <summary>Of the shadowed methods, those that the runs have called.</summary>
    public int ReachedMethods => _methods.Count(method => method.Value is { IsDeclared: true, IsShadowed: true } && Reach?.Callees.Contains(method.Key) == true);

    public int ShadowedMethods => _methods.Values.Count(static method => method is { IsDeclared: true, IsShadowed: true });

    /// <summary>Documentation id, or the id when the assembly does not tell.</summary>
    public string NameOf(string id) => _methods.TryGetValue(id, out var method) ? method.DocId : id;

    private Count Of(string callee)
    {
        if (!_methods.TryGetValue(callee, out var method))
            return Own;
        return method.IsService ? Services : method.Assembly == _assembly ? Own : Referenced;
    }

    private static bool IsMention(SkippedSite site) => Mentions.Contains(site.Skip.Reason);

    private static IReadOnlyList<ReasonSites> Reasons(IEnumerable<SkippedSite> skips) =>
        [.. skips.GroupBy(static site => site.Skip.Reason, StringComparer.Ordinal)
            .Select(static group => new ReasonSites(
                group.Key,
                [.. group.OrderBy(static site => site.File, StringComparer.Ordinal).ThenBy(static site => site.Skip.Line).ThenBy(static site => site.Skip.Column)]))
            .OrderByDescending(static reason => reason.Sites.Count).ThenBy(static reason => reason.Reason, StringComparer.Ordinal)];

    /// <summary>Call sites with and without a shim.</summary>
    internal sealed class Count
    {
        public int Shadowed { get; set; }

        public int Skipped { get; set; }

        public int Total => Shadowed + Skipped;

        /// <summary>0 to 100, one decimal, rounded down: 100.0 means all.</summary>
        public double Percent => Total == 0 ? 100 : Math.Floor(1000.0 * Shadowed / Total) / 10;
    }
}

/// <summary>A skip and the file that it is in.</summary>
internal sealed record SkippedSite(string File, Skeleton.Skip Skip);

/// <summary>All places that have one reason in common.</summary>
internal sealed record ReasonSites(string Reason, IReadOnlyList<SkippedSite> Sites);
