namespace ShadowGen.Model;

/// <summary>How a method of a program was found in an older model.</summary>
internal enum MatchWay
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Its id is there.</summary>
    Same,

    /// <summary>Its code is there, under another id.</summary>
    Print,

    /// <summary>Callers and callees of one that is there are its own.</summary>
    Neighbours,

    /// <summary>One with its name is there, with another signature or at another place, and neither code nor calls say more.</summary>
    Name,

    /// <summary>It is new, and has no counterpart; code of one that is there is similar.</summary>
    Like,
}

/// <summary>What became of one method.</summary>
/// <param name="Id">The method's, now.</param>
/// <param name="Way">How it was found.</param>
/// <param name="OldId">In the model; 0 for <see cref="MatchWay.None"/>. No two methods have the same one, but those that are like it.</param>
/// <param name="Score">0 to 1: for <see cref="MatchWay.Like"/> the similarity of code, else how sure the match is, as far as evidence that was weighed by hand is a probability.</param>
internal readonly record struct MethodMatch(ulong Id, MatchWay Way, ulong OldId, double Score);
