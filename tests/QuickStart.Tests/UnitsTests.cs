using ShadowGen.QuickStart.Report;

namespace ShadowGen.QuickStart.Tests;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(0, "0 ns")]
    [InlineData(0.5, "0.5 ns")]
    [InlineData(99.96, "100 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(1000, "1 µs")]
    [InlineData(12_345, "12.3 µs")]
    [InlineData(1.5e9, "1.5 s")]
    [InlineData(5e12, "5000 s")]
    [InlineData(double.NaN, "not measured")]
    public void Times(double nanoseconds, string expected) => Assert.Equal(expected, Units.Time(nanoseconds));

    [Theory]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(1 << 20, "1 MB")]
    public void Sizes(double bytes, string expected) => Assert.Equal(expected, Units.Size(bytes));

    [Theory]
    [InlineData(0.1234, "12.3%")]
    [InlineData(-0.5, "-50.0%")]
    [InlineData(double.NaN, "not measured")]
    public void Shares(double share, string expected) => Assert.Equal(expected, Units.Percent(share));

    [Theory]
    [InlineData(0, "0 files")]
    [InlineData(1, "1 file")]
    [InlineData(1234, "1,234 files")]
    public void Files(int count, string expected) => Assert.Equal(expected, Units.Files(count));
}
