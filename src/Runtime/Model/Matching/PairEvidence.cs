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

    private const double SharedNeighbour = 3.5;

    // What is taken out of a method, or into it, changes whom it calls, and seldom who calls it. A callee that is called by something new in between, or was by something that is gone, is not lost.
    private const double LostCaller = -1.2;
    private const double LostCallee = -0.6;
    private const double MostOfNeighbours = 7;
    private const double LeastOfNeighbours = -3;

    private const double SameName = 3;
    private const double CommonName = 1;

    // The same name in the same type: another signature. If there is no other of that name, the more so.
    private const double NameInType = 1;
    private const double OnlyOneInType = 2.5;

    // As others of the old name are called.
    private const double NameOfOthers = 3;
    private const double SameType = 2;
    private const double SameTypeElsewhere = 1.5;
    private const double SameParameters = 2;
    private const double NoParameters = 0.5;
    private const double OtherParameters = -1.5;

    // Of another assembly: code moves between projects seldom.
    private const double OtherAssembly = -1;

    // A method that became a property, or the reverse.
    private const double OtherKind = -4;

    // A constructor never becomes a method.
    private const double Impossible = -100;

    /// <param name="old">The older list.</param>
    /// <param name="before">A method of it.</param>
    /// <param name="current">The newer list.</param>
    /// <param name="now">A method of it.</param>
    /// <param name="state">What is matched.</param>
    /// <param name="areAlone">No other method that is not matched has the name of either in its type.</param>
    public static PairEvidence Of(MatchSide old, int before, MatchSide current, int now, MatchState state, bool areAlone) =>
        new(CodeOf(old, before, current, now), CallsOf(old, before, current, now, state), NamesOf(old, before, current, now, state, areAlone));

    private static double CodeOf(MatchSide old, int before, MatchSide current, int now)
    {
        if (old.Methods[before].Print is not { } print || current.Methods[now].Print is not { } other)
            return old.Methods[before].Print is null && current.Methods[now].Print is null ? 0 : OneWithout;
        var similarity = print.Similarity(other);
        var length = Math.Log2(1 + Math.Min(print.Tokens, other.Tokens));
        var bits = length * Identical * (similarity - Even) / (1 - Even);
        // Code that several have says so much less which of them it is.
        if (bits > 0) return bits / Math.Max(old.Alike(print), current.Alike(other));
        // Of what was taken out of a method, or grew, all may be in the other: its length allows no more than that.
        var most = (1.0 + Math.Min(print.Tokens, other.Tokens)) / (1.0 + Math.Max(print.Tokens, other.Tokens));
        return bits * (1 - Math.Min(1, similarity / most));
    }

    private static double CallsOf(MatchSide old, int before, MatchSide current, int now, MatchState state)
    {
        var bits = 0.0;
        foreach (var caller in old.Callers[before])
        {
            if (state.CurrentOf(caller) is not (>= 0 and var counterpart)) continue;
            bits += Contains(current.Callers[now], counterpart) ? Shared(old.Callees[caller]) : LostCaller;
        }
        foreach (var caller in current.Callers[now])
        {
            if (state.OldOf(caller) is >= 0 and var counterpart && !Contains(old.Callers[before], counterpart)) bits += LostCaller;
        }
        foreach (var callee in old.Callees[before])
        {
            if (state.CurrentOf(callee) is not (>= 0 and var counterpart)) continue;
            if (Contains(current.Callees[now], counterpart)) bits += Shared(old.Callers[callee]);
            else if (!current.Callees[now].Any(between => state.OldOf(between) < 0 && Contains(current.Callees[between], counterpart))) bits += LostCallee;
        }
        foreach (var callee in current.Callees[now])
        {
            if (state.OldOf(callee) is not (>= 0 and var counterpart) || Contains(old.Callees[before], counterpart)) continue;
            if (!old.Callees[before].Any(between => state.CurrentOf(between) < 0 && Contains(old.Callees[between], counterpart))) bits += LostCallee;
        }
        return Math.Clamp(bits, LeastOfNeighbours, MostOfNeighbours);
    }

    // A neighbour of many tells less than one of few.
    private static double Shared(int[] others) => SharedNeighbour / Math.Sqrt(others.Length);

    private static bool Contains(int[] ascending, int method) => Array.BinarySearch(ascending, method) >= 0;

    private static double NamesOf(MatchSide old, int before, MatchSide current, int now, MatchState state, bool areAlone)
    {
        var (was, name) = (old.Names[before], current.Names[now]);
        if (!was.AreKnown || !name.AreKnown) return 0;
        var bits = was.Kind == name.Kind ? 0 : was.Kind == 'C' || name.Kind == 'C' ? Impossible : OtherKind;
        var type = was.FullType == name.FullType || state.Renamed(was.FullType) == name.FullType ? SameType : was.Type == name.Type ? SameTypeElsewhere : 0;
        bits += type;
        // All constructors have one name: only in a type does it tell them from others.
        if (was.Name == name.Name)
            bits += type == SameType ? SameName + NameInType + (areAlone ? OnlyOneInType : 0) : was.Kind == 'C' ? CommonName : SameName;
        else if (type > 0 && state.RenamedMethod(was.Name) == name.Name)
            bits += NameOfOthers;
        bits += was.Parameters.Length + name.Parameters.Length == 0
            ? NoParameters
            : OtherParameters + ((SameParameters - OtherParameters) * MethodNames.Shared(was.Parameters, name.Parameters, type => state.Renamed(type)));
        if (old.Methods[before].Assembly != current.Methods[now].Assembly) bits += OtherAssembly;
        return bits;
    }
}
