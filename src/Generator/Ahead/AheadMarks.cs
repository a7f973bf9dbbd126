using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using ShadowGen.Generator.Marks;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Ahead;

/// <summary>Which methods of a compilation ask for calls ahead, or vouch for what stands in the way of one. Thread-safe.</summary>
internal sealed class AheadMarks
{
    // A worker binds file after file.
    private static readonly ConditionalWeakTable<BindingSession, AheadMarks> OfSession = new();

    private readonly KnownAttributes _known;
    private readonly SpeculativeMethods? _speculative;
    private readonly TrustedReads _trusted;

    private AheadMarks(KnownAttributes known, SpeculativeMethods? speculative, TrustedReads trusted) => (_known, _speculative, _trusted) = (known, speculative, trusted);

    public static AheadMarks? Find(BindingSession session, CancellationToken cancellation)
    {
        if (OfSession.TryGetValue(session, out var marks))
            return marks;
        if (KnownAttributes.Find(session.Compilation) is not { } known)
            return null;
        marks = new AheadMarks(known, SpeculativeMethods.Find(session.Compilation, cancellation), TrustedReads.Of(session.Project.TrustedReads));
        OfSession.Add(session, marks);
        return marks;
    }

    public bool IsMarked(IMethodSymbol callee) => IsSpeculative(callee) || PrefetchOf(callee) is not null;

    public bool IsSpeculative(IMethodSymbol callee) => _speculative?.Promise(callee) is not null;

    /// <summary>The method that fetches ahead of calls of another one, when it fits.</summary>
    public IMethodSymbol? PrefetchOf(IMethodSymbol callee) => ShadowedMark.Of(callee, _known)?.Prefetch is { } name
        ? PrefetchCandidates.Of(callee.ContainingType, name).FirstOrDefault(candidate =>
            !SymbolEqualityComparer.Default.Equals(candidate, callee) && candidate.Arity == 0 && (candidate.IsStatic || !callee.IsStatic)
            && PrefetchCandidates.HasSameParameters(callee, candidate) && PrefetchCandidates.HasNoResult(candidate))
        : null;

    public bool IsTrusted(IMethodSymbol method) => IsSpeculative(method) || _trusted.Includes(method) || Telemetry.Includes(method);
}
