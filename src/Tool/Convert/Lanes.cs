using ShadowGen.Tool.Traces;

namespace ShadowGen.Tool.Convert;

/// <summary>A call on a lane; times are whole nanoseconds.</summary>
internal readonly record struct LaneCall(int Index, long Start, long End);

/// <summary>
/// A sequence as lanes on which calls nest, which is what viewers draw: parts of a flow may run at once, and then each has a lane of its own. What overlaps only by less than the recording is exact is moved.
/// </summary>
internal static class Lanes
{
    /// <summary>Nanoseconds, and a share of the shorter call.</summary>
    private const long Inexact = 20_000;
    private const double InexactShare = 0.05;

    /// <summary>Calls by lane, in order of their beginnings; callers before what they call.</summary>
    public static List<List<LaneCall>> Of(TraceCall[] calls)
    {
        var lanes = new List<(List<LaneCall> Calls, Stack<LaneCall> Open)>();
        var laneOf = new int[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            var (start, end) = ((long)Math.Round(calls[i].Start * 1000), (long)Math.Round((calls[i].Start + Math.Max(0, calls[i].Duration)) * 1000));
            var lane = calls[i].Parent >= 0 ? laneOf[calls[i].Parent] : 0;
            if (lane >= lanes.Count || !TryPut(lanes[lane].Open, calls[i].Parent, ref start, ref end))
            {
                lane = lanes.FindIndex(other => IsFree(other.Open, start));
                if (lane < 0)
                {
                    lane = lanes.Count;
                    lanes.Add(([], []));
                }
            }
            var put = new LaneCall(i, start, Math.Max(start, end));
            lanes[lane].Calls.Add(put);
            lanes[lane].Open.Push(put);
            laneOf[i] = lane;
        }
        return lanes.ConvertAll(lane => lane.Calls);
    }

    private static bool TryPut(Stack<LaneCall> open, int parent, ref long start, ref long end)
    {
        var least = (long)Math.Max(Inexact, (end - start) * InexactShare);
        while (open.TryPeek(out var top) && top.Index != parent && top.End <= start + least)
        {
            start = Math.Max(start, top.End);
            end = Math.Max(start, end);
            open.Pop();
        }
        if (!open.TryPeek(out var caller)) return parent < 0;
        if (caller.Index != parent || start > caller.End + least || end > caller.End + least) return false;
        start = Math.Min(Math.Max(start, caller.Start), caller.End);
        end = Math.Min(end, caller.End);
        return true;
    }

    private static bool IsFree(Stack<LaneCall> open, long start)
    {
        while (open.TryPeek(out var top) && top.End <= start) open.Pop();
        return open.Count == 0;
    }
}
