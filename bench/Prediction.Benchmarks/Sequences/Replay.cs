using ShadowGen.Prediction.Benchmarks.Data;

namespace ShadowGen.Prediction.Benchmarks.Sequences;

/// <summary>What a predictor under test hears of a set: calls and returns in their order, well nested.</summary>
internal abstract class Listener
{
    public abstract void Begin();

    /// <summary>Before what has returned since the last call is told: the call that will come. To be predicted by the flat task.</summary>
    public virtual void Next(int operation, bool isScored)
    {
    }

    /// <summary>The top of the path makes a call; a root if nothing is on the path.</summary>
    public abstract void Call(int operation, bool isScored);

    /// <summary>The top of the path returns.</summary>
    public abstract void Return(bool isScored);
}

/// <summary>
/// Tells a listener the sequences of a set, one after the other. An event is scored if it lies in the held-out part of its sequence; online, learning goes on there.
/// A return is scored like the call after it, those at the end of a sequence like its last call.
/// </summary>
internal static class Replay
{
    public static void Run(CallSet set, Listener listener)
    {
        var path = new Stack<int>();
        foreach (var sequence in set.Sequences)
        {
            listener.Begin();
            path.Clear();
            for (var i = 0; i < sequence.Events.Length; i++)
            {
                var call = sequence.Events[i];
                var isScored = i >= sequence.Train;
                listener.Next(call.Operation, isScored);
                while (path.Count > 0 && path.Peek() != call.Parent)
                {
                    path.Pop();
                    listener.Return(isScored);
                }
                listener.Call(call.Operation, isScored);
                path.Push(i);
            }
            while (path.TryPop(out _)) listener.Return(sequence.Events.Length > sequence.Train);
        }
    }
}
