namespace ShadowGen.Package.Tests.Support;

/// <summary>Small programs that several tests build.</summary>
internal static class Programs
{
    /// <summary>A library with one shadowed caller and two shadowed callees.</summary>
    public const string Orders = """
        using ShadowGen;

        namespace Shop;

        [Shadowed]
        public sealed class Orders
        {
            public int Handle(int items) => Price(items) + Tax(items);

            public int Price(int items) { var net = items * 3; return net + (net / 10) - items; }

            private static int Tax(int items) => items > 10 ? (items / 5) + 1 : 0;
        }
        """;
}
