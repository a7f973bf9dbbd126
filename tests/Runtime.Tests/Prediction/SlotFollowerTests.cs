using ShadowGen.Prediction;
using ShadowGen.Sequences;

namespace ShadowGen.Tests.Prediction;

public class SlotFollowerTests
{
    private const int A = 1, B = 2, C = 3, D = 4;

    private readonly ParentSets _parents = new();
    private readonly List<string> _told = [];
    private readonly CallPath _path = new();

    [Fact]
    public void Calls_return_up_to_the_one_that_the_next_call_stands_in()
    {
        _parents.Add(0, ParentSets.Root);
        Call(0, 9, A);
        Call(1, A, B);
        Call(2, B, C);
        Call(3, A, D);

        Assert.Equal(["+1", "+2", "+3", "-", "-", "+4"], _told);
    }

    [Fact]
    public void A_call_that_stands_in_unshadowed_code_is_made_in_the_call_that_measured_ones_were_made_in()
    {
        // 7 is called by nobody that anybody sees; A calls it.
        _parents.Add(0, ParentSets.Root);
        _parents.Add(1, A);
        Call(0, 9, A);
        Call(1, 7, B);
        Call(1, 7, B);
        Call(0, 9, A);

        Assert.Equal(["+1", "+2", "-", "+2", "-", "-", "+1"], _told);
    }

    [Fact]
    public void A_caller_whose_begin_was_not_seen_is_taken_for_under_way()
    {
        Call(1, A, B);

        Assert.Equal(["+2"], _told);
        Assert.Equal(2, _path.Depth);
        Assert.Equal(A, _path.Above(1).Operation);
        Assert.Equal(PathFrame.Unseen, _path.Above(1).Last2);
    }

    [Fact]
    public void Recursion_goes_on_in_the_innermost_call()
    {
        _parents.Add(0, ParentSets.Root);
        Call(0, 9, A);
        Call(1, A, A);
        Call(1, A, A);

        Assert.Equal(["+1", "+1", "+1"], _told);
    }

    [Fact]
    public void Parents_are_forgotten_with_their_slots()
    {
        for (var slot = 0; slot < 4; slot++) _parents.Add(slot, A);

        _parents.Forget(1, 2);

        Assert.Equal([true, false, false, true], Enumerable.Range(0, 4).Select(_parents.Knows));
        _parents.Forget(2, 1_000);
        Assert.False(_parents.Contains(3, A));
    }

    [Fact]
    public void A_set_keeps_its_first_four_parents()
    {
        for (var parent = 0; parent < 6; parent++) _parents.Add(5, parent);

        Assert.Equal([true, true, true, true, false, false], Enumerable.Range(0, 6).Select(parent => _parents.Contains(5, parent)));
        Assert.False(_parents.Contains(-1, 0));
        Assert.False(_parents.Contains(1_000_000, 0));
    }

    private void Call(int slot, int caller, int callee)
    {
        var sink = new Sink(_path, _told);
        SlotFollower.Call(ref sink, _parents, slot, caller, callee);
    }

    private readonly struct Sink(CallPath path, List<string> told) : ICallSink
    {
        public CallPath Path => path;

        public void Enter(int operation)
        {
            told.Add("+" + operation);
            path.Enter(operation);
        }

        public void Exit()
        {
            told.Add("-");
            path.Exit();
        }
    }
}
