using ShadowGen.Prefetch;

namespace ShadowGen.Tests.Prefetch;

public sealed class MethodFinderTests
{
    private const string Here = "M:ShadowGen.Tests.Prefetch.MethodFinderTests.";

    [Theory]
    [InlineData("Sample.Plain", "Plain")]
    [InlineData("Sample.Overloaded(System.Int32)", "Overloaded", "Overloaded")] // as many parameters: which of them is not told apart
    [InlineData("Sample.Overloaded(System.Int32,System.String)", "Overloaded")]
    [InlineData("Sample.Nested.Deep(System.Collections.Generic.Dictionary{System.Int32,System.String},System.Int32[0:,0:])", "Deep")]
    [InlineData("Sample.#ctor(System.Int32)", ".ctor")]
    [InlineData("Sample.System#IDisposable#Dispose", "System.IDisposable.Dispose")]
    [InlineData("Sample.LaterAsync", "LaterAsync", "MoveNext")]
    [InlineData("Sample.Steps", "Steps", "MoveNext")]
    [InlineData("Sample.Generic``1(``0)")]
    [InlineData("Of`1.Method")]
    [InlineData("Sample.Missing")]
    [InlineData("Missing.Plain")]
    [InlineData("Sample.Abstract")]
    public void Finds_what_an_id_means(string id, params string[] names) =>
        Assert.Equal(names, MethodFinder.Find(typeof(MethodFinderTests).Assembly, Here + id).Select(m => m.Name));

    [Theory]
    [InlineData("")]
    [InlineData("M:")]
    [InlineData("M:.")]
    [InlineData("M:a(")]
    [InlineData("flow:import")]
    [InlineData("M:A.B(C{D,E")]
    public void Finds_nothing_by_what_is_no_id(string id) => Assert.Empty(MethodFinder.Find(typeof(MethodFinderTests).Assembly, id));

    [Fact]
    public void Finds_the_shims_of_an_edge_by_their_number() =>
        Assert.Equal(["Price_1", "Price_1_Target"], MethodFinder.ShimsOf(typeof(Shims), 1).Select(m => m.Name).Order(StringComparer.Ordinal));

    private static class Shims
    {
        internal static void Price_1() { }

        internal static void Price_1_Target() { }

        internal static void Price_11() { }

        internal static void Price() { }
    }

    private abstract class Sample : IDisposable
    {
        public Sample(int value) => Assert.True(value > 0);

        public static void Plain() { }

        public static void Overloaded(int value) => Assert.True(value > 0);

        public static void Overloaded(string value) => Assert.NotNull(value);

        public static void Overloaded(int value, string text) => Assert.True(value > text.Length);

        public static async Task LaterAsync() => await Task.Yield();

        public static IEnumerable<int> Steps()
        {
            yield return 1;
        }

        public static void Generic<T>(T value) => Assert.NotNull(value);

        public abstract void Abstract();

        void IDisposable.Dispose() { }

        public static class Nested
        {
            public static void Deep(Dictionary<int, string> map, int[,] grid) => Assert.Equal(map.Count, grid.Length);
        }
    }

    private static class Of<T>
    {
        public static void Method() => Assert.NotNull(typeof(T));
    }
}
