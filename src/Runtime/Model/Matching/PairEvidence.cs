namespace ShadowGen.Model;

/// <summary>
/// What speaks for two methods being one, in bits: logarithms of how much likelier it is of one method than of two that are not, weighed by hand and tuned on scripted refactorings of programs other than those
/// that the figures are of (docs/common-tasks.md).
/// </summary>
/// <param name="Code">Of the fingerprints.</param>
/// <param name="Calls">Of matched callers and callees.</param>
/// <param name="Names">Of names and parameters.</param>
internal readonly record struct PairEvidence(double Code, double Calls, double Names)
{
    public double Sum => Code + Calls + Names;

    /// <summary>Code that is half the same tells nothing; below that it speaks against.</summary>
    private const double Even = 0.5;

    // Of identical code, for each doubling of its length.
    private const double Identical = 1.3;

    // One has code and the other has none.
    private const double OneWithout = -3;

    private const double SharedNeighbour = 3;
    private const double LostNeighbour = -0.8;
    private const double MostOfNeighbours = 7;
    private const double LeastOfNeighbours = -3;

    private const double SameName = 3;
    private const double CommonName = 1;
    private const double SameType = 2;
    private const double RenamedType = 2;
    private const double SameTypeElsewhere = 1.5;
    private const double SameParameters = 2;
    private const double OtherParameters = -1;

    // Of another assembly: code moves between projects seldom.
    private const double OtherAssembly = -1;

    // A method that became a property, or the reverse.
    private const double OtherKind = -4;

    // A constructor never becomes a method.
    private const double Impossible = -100;

    public static PairEvidence Of(MatchSide old, int before, MatchSide current, int now, MatchState state) =>
        new(CodeOf(old, before, current, now), CallsOf(old, before, current, now, state), NamesOf(old, before, current, now, state));

    private static double CodeOf(MatchSide old, int before, MatchSide current, int now)
    {
        if (old.Methods[before].Print is not { } print || current.Methods[now].Print is not { } other)
            return old.Methods[before].Print is null && current.Methods[now].Print is null ? 0 : OneWithout;
        var similarity = print.Similarity(other);
        var length = Math.Log2(1 + Math.Min(print.Tokens, other.Tokens));
        var bits = length * Identical * (similarity - Even) / (1 - Even);
        // Code that several have says so much less which of them it is.
        return bits > 0 ? bits / Math.Max(old.Alike(print), current.Alike(other)) : bits;
    }

    private static double CallsOf(MatchSide old, int before, MatchSide current, int now, MatchState state) =>
        Math.Clamp(
            Shared(old.Callers[before], old.Callees, current.Callers[now], state) + Shared(old.Callees[before], old.Callers, current.Callees[now], state), LeastOfNeighbours, MostOfNeighbours);

    /// <param name="before">Neighbours of the older method.</param>
    /// <param name="back">What else each of those has on this side: one of few tells more than one of many.</param>
    /// <param name="now">Neighbours of the newer one, ascending.</param>
    /// <param name="state">Who is whose counterpart.</param>
    private static double Shared(int[] before, int[][] back, int[] now, MatchState state)
    {
        var (bits, shared, known) = (0.0, 0, 0);
        foreach (var neighbour in before)
        {
            var counterpart = state.CurrentOf(neighbour);
            if (counterpart < 0) continue;
            known++;
            if (Array.BinarySearch(now, counterpart) < 0) continue;
            shared++;
            bits += SharedNeighbour / Math.Sqrt(back[neighbour].Length);
        }
        foreach (var neighbour in now)
        {
            if (state.OldOf(neighbour) >= 0) known++;
        }
        // Each shared one was counted on both sides.
        return bits + (LostNeighbour * (known - (2 * shared)));
    }

    private static double NamesOf(MatchSide old, int before, MatchSide current, int now, MatchState state)
    {
        var (was, name) = (old.Names[before], current.Names[now]);
        if (!was.AreKnown || !name.AreKnown) return 0;
        var bits = was.Kind == name.Kind ? 0 : was.Kind == 'C' || name.Kind == 'C' ? Impossible : OtherKind;
        if (was.Name == name.Name) bits += was.Kind == 'C' ? CommonName : SameName;
        if (was.FullType == name.FullType) bits += SameType;
        else if (state.Renamed(was.FullType) == name.FullType) bits += RenamedType;
        else if (was.Type == name.Type) bits += SameTypeElsewhere;
        var parameters = MethodNames.Shared(was.Parameters, name.Parameters, state.Renamed);
        bits += OtherParameters + (parameters * (Math.Max(was.Parameters.Length, name.Parameters.Length) == 0 ? 1 : SameParameters - OtherParameters));
        if (old.Methods[before].Assembly != current.Methods[now].Assembly) bits += OtherAssembly;
        return bits;
    }
}
