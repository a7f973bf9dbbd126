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

            public int Price(int items) { var sum = 0; for (var i = 0; i < items; i++) { sum += 3; } return sum; }

            private static int Tax(int items) { var tax = 0; while (items > 4) { items -= 5; tax++; } return tax; }
        }
        """;
}
