using ShadowGen.Generator.Model;
using ShadowGen.Generator.Parsing;

namespace ShadowGen.Generator.Tests;

public class GuardTests
{
    [Fact]
    public void A_fault_of_ours_is_a_skip_with_its_reason() =>
        Assert.Equal("internal-error", Guard.Run(() => throw new InvalidOperationException("ours")).Word());

    [Fact]
    public void Cancellation_is_passed_on() =>
        Assert.Throws<OperationCanceledException>(() => Guard.Run(() => throw new OperationCanceledException()));

    [Fact]
    public void A_result_is_passed_on() => Assert.Equal(SkipReason.BaseCall, Guard.Run(() => SkipReason.BaseCall));

    [Fact]
    public void Every_reason_has_a_word_of_its_own()
    {
        var words = Enum.GetValues<SkipReason>().Where(reason => reason != SkipReason.None).Select(reason => reason.Word()).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, word => Assert.Matches("^[a-z]+(-[a-z]+)*$", word));
    }
}
