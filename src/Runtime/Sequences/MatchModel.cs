namespace ShadowGen.Sequences;

/// <summary>
/// Follows the latest earlier occurrence of the last calls, and expects what came after it. After one surprise in a long match it goes on where it was, a repair
/// that later calls confirm or end. Not thread-safe.
/// </summary>
internal sealed class MatchModel(MatchIndex index)
{
    /// <summary>No expectation.</summary>
    public const int Nothing = -1;

    public const int MaxLength = 60;

    private const int LongestCheck = 40;
    private const int RepairsFrom = 16;
    private const int MaxRepairs = 8;
    private const int SafeDistance = CallPath.RecentCalls;

    private readonly CallHistory _history = index.History;
    private int _next;

    /// <summary>Calls known to be equal; 0: no match.</summary>
    public int Length { get; private set; }

    /// <summary>Surprises that were passed over since the match was found.</summary>
    public int Repairs { get; private set; }

    public void Begin() => Length = 0;

    /// <summary>What the match expects when that many calls have returned since the last one: an outcome, or <see cref="Nothing"/>.</summary>
    public int Expects(int pops)
    {
        if (Length == 0) return Nothing;
        var call = _history[_next];
        var expected = RecordedCall.Pops(call);
        if (pops < expected) return Outcome.Returns;
        return pops > expected || call == RecordedCall.Nothing ? Nothing : Outcome.Of((int)RecordedCall.Operation(call));
    }

    /// <summary>Calls that a match has at least.</summary>
    public int Minimum => index.Minimum;

    /// <summary>A call was made: follow the match, or find one.</summary>
    /// <param name="path">Has the call already.</param>
    /// <param name="hash">Of the path's last <see cref="Minimum"/> calls.</param>
    /// <param name="records">The history has it too, and later matches are to find it there.</param>
    public void Follow(CallPath path, uint hash, bool records)
    {
        if (Length > 0) Advance(path.Recent(1));
        ref var position = ref index.PositionOf(hash);
        if (Length == 0 || Repairs > 0) Find(path, position);
        if (records) position = _history.Length;
    }

    private void Advance(uint call)
    {
        if (_history[_next] == call)
        {
            Length = Math.Min(Length + 1, MaxLength);
            if (Length > RepairsFrom) Repairs = 0;
        }
        else if (Repairs < MaxRepairs && Length >= RepairsFrom)
        {
            Repairs++;
            Length = 1;
        }
        else
        {
            Length = 0;
        }
        _next++;
        if (_next >= _history.Length || !_history.Holds(_next, SafeDistance)) Length = 0;
    }

    private void Find(CallPath path, int position)
    {
        if (position <= 0 || position >= _history.Length || !_history.Holds(position, SafeDistance)) return;
        var length = _history.CommonWith(path.Recents[^Math.Min(LongestCheck, position)..], position);
        if (length < index.Minimum || length <= Length) return;
        (_next, Length, Repairs) = (position, length, 0);
    }
}
