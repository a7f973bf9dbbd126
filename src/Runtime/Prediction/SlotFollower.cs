using ShadowGen.Sequences;

namespace ShadowGen.Prediction;

/// <summary>What calls and returns are told to.</summary>
internal interface ICallSink
{
    /// <summary>Where the flow is.</summary>
    public CallPath Path { get; }

    public void Enter(int operation);

    public void Exit();
}

/// <summary>
/// Makes calls and returns of the calls alone, which is what flight recorders hold: before a call, all have returned up to the one that it was made in. Which one that is tells
/// the caller that the call stands in, or, where that one is not shadowed itself, what measured calls of the same slot were made in.
/// </summary>
internal static class SlotFollower
{
    /// <param name="sink">Is told.</param>
    /// <param name="parents">What measured calls told.</param>
    /// <param name="slot">Of the call.</param>
    /// <param name="caller">The node that the call stands in.</param>
    /// <param name="callee">The node that it calls.</param>
    public static void Call<TSink>(ref TSink sink, ParentSets parents, int slot, int caller, int callee)
        where TSink : ICallSink
    {
        var path = sink.Path;
        var returns = ReturnsBefore(path, parents, slot, caller);
        if (returns >= 0)
        {
            while (returns-- > 0) sink.Exit();
        }
        else
        {
            // Nobody on the path can have made it: it is a root, or its caller's begin was not seen.
            while (path.Depth > 0) sink.Exit();
            if (!parents.Contains(slot, ParentSets.Root)) path.EnterMidway(caller);
        }
        sink.Enter(callee);
    }

    private static int ReturnsBefore(CallPath path, ParentSets parents, int slot, int caller)
    {
        for (var returns = 0; returns < path.Depth; returns++)
        {
            var operation = path.Above(returns).Operation;
            if (operation == caller || parents.Contains(slot, operation)) return returns;
        }
        return -1;
    }
}
