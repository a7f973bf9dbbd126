using System.Text;
using ShadowGen.Graph;

namespace ShadowGen.Tests.Graph;

public class MethodFingerprintTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var print = new MethodFingerprint(0x0123456789abcdef, 0xfedcba9876543210, 77);

        Assert.Equal("0123456789abcdeffedcba9876543210 77", print.ToString());
        Assert.True(MethodFingerprint.TryParse(Encoding.UTF8.GetBytes(print.ToString()), out var read));
        Assert.Equal(print, read);
        Assert.NotEqual(print, print with { Tokens = 78 });
        Assert.NotEqual(print, print with { Low = 0 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdeffedcba9876543210")]
    [InlineData("0123456789abcdeffedcba9876543210 ")]
    [InlineData("0123456789abcdeffedcba9876543210x77")]
    [InlineData("0123456789abcdeffedcba9876543210 7 7")]
    [InlineData("0123456789abcdeffedcba9876543210 99999999999")]
    [InlineData("+123456789abcdeffedcba9876543210 77")]
    public void Anything_else_is_not(string text) => Assert.False(MethodFingerprint.TryParse(Encoding.UTF8.GetBytes(text), out _));

    /// <summary>Each hash is four bits wide: whichever of them differ, it counts once.</summary>
    [Theory]
    [InlineData(0UL, 0UL, 32)]
    [InlineData(0x1UL, 0UL, 31)]
    [InlineData(0xFUL, 0x8000_0000_0000_0000UL, 30)]
    [InlineData(0x1248_1248_1248_1248UL, 0UL, 16)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, 0)]
    public void Equal_hashes_are_counted(ulong high, ulong low, int equal)
    {
        var one = new MethodFingerprint(0x0123456789abcdef, 0xfedcba9876543210, 10);
        var other = new MethodFingerprint(one.High ^ high, one.Low ^ low, 20);

        Assert.Equal(equal, one.EqualHashes(other));
        Assert.Equal(equal, other.EqualHashes(one));
        Assert.Equal(Math.Max(0, ((equal / 32.0) - 0.0625) / 0.9375), one.Similarity(other), 12);
    }

    /// <summary>Of bags whose similarity is known, with hash functions that are truly random.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(1.0)]
    public void The_estimate_is_right_on_average(double similarity)
    {
        const int Size = 200;
        const int Trials = 400;
        var random = new Random(5);
        var shared = (int)Math.Round(2 * Size * similarity / (1 + similarity));
        var (sum, squares) = (0.0, 0.0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var (one, other) = (new ulong[2], new ulong[2]);
            for (var hash = 0; hash < MethodFingerprint.Hashes; hash++)
            {
                var (least, leastOther) = (ulong.MaxValue, ulong.MaxValue);
                for (var element = 0; element < (2 * Size) - shared; element++)
                {
                    var value = (ulong)random.NextInt64();
                    if (element < Size) least = Math.Min(least, value);
                    if (element >= Size - shared) leastOther = Math.Min(leastOther, value);
                }
                one[hash / 16] = (one[hash / 16] << 4) | (least & 15);
                other[hash / 16] = (other[hash / 16] << 4) | (leastOther & 15);
            }
            var estimate = new MethodFingerprint(one[0], one[1], Size).Similarity(new(other[0], other[1], Size));
            sum += estimate;
            squares += (estimate - similarity) * (estimate - similarity);
        }

        Assert.InRange(sum / Trials, similarity - 0.02, similarity + 0.02);
        Assert.InRange(Math.Sqrt(squares / Trials), 0, 0.095);
    }
}
