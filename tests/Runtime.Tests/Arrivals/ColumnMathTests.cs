using ShadowGen.Arrivals;

namespace ShadowGen.Runtime.Tests.Arrivals;

public sealed class ColumnMathTests
{
    public static TheoryData<string> Operations => [.. Pairs.Keys];

    private delegate void Operation(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> destination);

    private static readonly Dictionary<string, (Operation Simd, Operation Scalar)> Pairs = new()
    {
        ["add"] = ((x, y, z, d) => TensorColumns.Add(x, y, d), (x, y, z, d) => ScalarColumns.Add(x, y, d)),
        ["add scalar"] = ((x, y, z, d) => TensorColumns.Add(x, 1.7f, d), (x, y, z, d) => ScalarColumns.Add(x, 1.7f, d)),
        ["subtract"] = ((x, y, z, d) => TensorColumns.Subtract(x, y, d), (x, y, z, d) => ScalarColumns.Subtract(x, y, d)),
        ["multiply"] = ((x, y, z, d) => TensorColumns.Multiply(x, y, d), (x, y, z, d) => ScalarColumns.Multiply(x, y, d)),
        ["multiply scalar"] = ((x, y, z, d) => TensorColumns.Multiply(x, 0.3f, d), (x, y, z, d) => ScalarColumns.Multiply(x, 0.3f, d)),
        ["divide"] = ((x, y, z, d) => TensorColumns.Divide(x, y, d), (x, y, z, d) => ScalarColumns.Divide(x, y, d)),
        ["multiply, add"] = ((x, y, z, d) => TensorColumns.MultiplyAdd(x, y, z, d), (x, y, z, d) => ScalarColumns.MultiplyAdd(x, y, z, d)),
        ["multiply scalar, add"] = ((x, y, z, d) => TensorColumns.MultiplyAdd(x, 0.7f, z, d), (x, y, z, d) => ScalarColumns.MultiplyAdd(x, 0.7f, z, d)),
        ["abs"] = ((x, y, z, d) => TensorColumns.Abs(x, d), (x, y, z, d) => ScalarColumns.Abs(x, d)),
        ["max"] = ((x, y, z, d) => TensorColumns.Max(x, y, d), (x, y, z, d) => ScalarColumns.Max(x, y, d)),
        ["max scalar"] = ((x, y, z, d) => TensorColumns.Max(x, 0.1f, d), (x, y, z, d) => ScalarColumns.Max(x, 0.1f, d)),
        ["min"] = ((x, y, z, d) => TensorColumns.Min(x, y, d), (x, y, z, d) => ScalarColumns.Min(x, y, d)),
        ["min scalar"] = ((x, y, z, d) => TensorColumns.Min(x, 0.1f, d), (x, y, z, d) => ScalarColumns.Min(x, 0.1f, d)),
        ["sqrt"] = ((x, y, z, d) => TensorColumns.Sqrt(x, d), (x, y, z, d) => ScalarColumns.Sqrt(x, d)),
        ["floor"] = ((x, y, z, d) => TensorColumns.Floor(x, d), (x, y, z, d) => ScalarColumns.Floor(x, d)),
    };

    /// <summary>Of lengths that fill vectors and that do not, also into a source.</summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public void Vectors_and_scalars_give_the_same_bits(string operation)
    {
        var random = new Random(1);
        foreach (var length in (int[])[0, 1, 3, 8, 16, 31, 257])
        {
            var x = Values(random, length);
            var y = Values(random, length);
            var z = Values(random, length);
            var expected = new float[length];
            var into = (float[])x.Clone();
            Pairs[operation].Scalar(x, y, z, expected);
            Pairs[operation].Simd(into, y, z, into);

            Assert.Equal(Bits(expected), Bits(into));
        }
    }

    [Fact]
    public void Models_of_vectors_and_of_scalars_foretell_the_same_bits()
    {
        const int roots = 37;
        var random = new Random(2);
        var vectors = new ArrivalModel<TensorColumns>(ArrivalPlan.Seconds);
        var scalars = new ArrivalModel<ScalarColumns>(ArrivalPlan.Seconds);
        for (var i = 0; i < roots; i++) (vectors.AddRoot(), scalars.AddRoot()).ToString();
        var rates = new float[roots];
        var expected = new float[roots];
        var actual = new float[roots];
        for (var bin = 0; bin < 400; bin++)
        {
            for (var i = 0; i < roots; i++) rates[i] = i % 3 == 0 ? random.Next(3) : (float)Math.Round(i * (1 + Math.Sin(bin / 10.0)) * random.NextDouble());
            vectors.Add(rates);
            scalars.Add(rates);
            if (bin == 200)
            {
                vectors.Skip(7);
                scalars.Skip(7);
            }
            for (var horizon = 0; horizon < vectors.Horizons; horizon++)
            {
                for (var row = 0; row < 3; row++)
                {
                    scalars.Forecast(horizon, row, expected);
                    vectors.Forecast(horizon, row, actual);
                    Assert.Equal(Bits(expected), Bits(actual));
                }
            }
        }
        Assert.Contains(actual, rate => rate > 1);
    }

    private static float[] Values(Random random, int length)
    {
        var values = new float[length];
        foreach (ref var value in values.AsSpan()) value = (float)((random.NextDouble() * 10) - 2);
        return values;
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, v => float.IsNaN(v) ? int.MaxValue : BitConverter.SingleToInt32Bits(v));
}
