namespace ShadowGen.Execution.Tests.RealBuild;

/// <summary>Members of extension blocks, which only the SDK's own compiler knows.</summary>
[Shadowed]
internal static class ExtensionBlocks
{
    extension(int x)
    {
        public int Doubled() => 2 * x;

        public string Named(string name, int times = 1) => name + (x * times);

        public static int Origin() => 7;

        private int Hidden(int y) => x + y;

        public string Kinship(int y) => "by value" + y;

        public string Kinship(ref int y) => "by reference" + ++y;
    }

    extension(ref int target)
    {
        public void Raise() => target++;
    }

    extension<T>(List<T> items)
        where T : IComparable<T>
    {
        public T Largest() => items.Max()!;

        public string Both<TOther>(TOther other)
            where TOther : struct => typeof(T).Name + typeof(TOther).Name + items.Count + other;

        public static List<T> One(T item) => [item];

        public static string Arity() => typeof(T).Name;

        public int CountDown(int n) => n == 0 ? items.Count : ExtensionBlocks.CountDown(items, n - 1);
    }

    extension<T>(T value)
    {
        public string Kind() => typeof(T).Name + value;
    }

    extension(string)
    {
        public static string Blank() => "_";

        public static string Arity() => "none";
    }

    extension(Span<int> items)
    {
        public Span<int> Tail() => items[1..];
    }

    extension(Task<int> task)
    {
        public async Task<int> PlusAsync(int x) => await task + x;
    }

    internal static int Use(int x) => x.Hidden(1);

    internal static int UseByClass(int x) => Hidden(x, 2);
}
