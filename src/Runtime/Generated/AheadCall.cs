using System.ComponentModel;

namespace ShadowGen.Generated;

/// <summary>One call of a method's body that may be prepared before it is made. Written by emitted code only.</summary>
/// <param name="callee">The callee's documentation-comment id.</param>
/// <param name="kind">What may be done.</param>
/// <param name="slot">Of the edge from the method to the callee.</param>
/// <param name="point">Where it may be done: 0 is the method's entry, any other number a call in its body that the emitted shim announces by <see cref="AheadScope.Reached"/>.</param>
/// <param name="probability">How likely the method comes to the call once it is at the point, as far as its code tells: 0 to 1.</param>
/// <param name="repeats">The call stands in a loop over a list: it is made for one element after the other.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AheadCall(string callee, AheadKind kind, int slot, int point, double probability, bool repeats)
{
    internal string Callee { get; } = callee;

    internal AheadKind Kind { get; } = kind;

    internal int Slot { get; } = slot;

    internal int Point { get; } = point;

    internal double Probability { get; } = probability;

    internal bool Repeats { get; } = repeats;
}
