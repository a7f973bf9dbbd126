using System.Text;
using ShadowGen.Prediction.Benchmarks.Sequences;

namespace ShadowGen.Prediction.Tests;

public sealed class ReplayTests
{
    [Fact]
    public void Calls_and_returns_come_well_nested_and_what_is_held_out_is_scored()
    {
        var heard = new Heard();
        Replay.Run(Sets.Of(3, (-1, 0), (0, 1), (1, 2), (0, 1), (-1, 3)), heard);
        // Before each call of the held-out part what has returned since, and that is scored with it.
        Assert.Equal("begin ?0 0( ?1 1( ?2 2( ?1! )! )! 1(! ?3! )! )! 3(! )! ", heard.Text.ToString());
    }

    [Fact]
    public void A_caller_that_has_returned_by_then_makes_its_late_call_a_root()
    {
        var heard = new Heard();
        // Two branches of one flow on two threads: the second call of the first branch comes when the second is under way.
        Replay.Run(Sets.Of(9, (-1, 0), (0, 1), (0, 2), (1, 3)), heard);
        Assert.Equal("begin ?0 0( ?1 1( ?2 ) 2( ?3 ) ) 3( ) ", heard.Text.ToString());
    }

    private sealed class Heard : Listener
    {
        public StringBuilder Text { get; } = new();

        public override void Begin() => Text.Append("begin ");

        public override void Next(int operation, bool isScored) => Text.Append('?').Append(operation).Append(isScored ? "! " : " ");

        public override void Call(int operation, bool isScored) => Text.Append(operation).Append('(').Append(isScored ? "! " : " ");

        public override void Return(bool isScored) => Text.Append(')').Append(isScored ? "! " : " ");
    }
}
