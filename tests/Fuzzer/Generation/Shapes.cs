namespace ShadowGen.Fuzzer.Generation;

/// <summary>Call shapes that need declarations of their own; each program has a few.</summary>
internal static class Shapes
{
    private static readonly Action<Universe>[] All =
    [
    ];

    public static void AddSome(Universe universe)
    {
        if (All.Length == 0)
            return;
        for (var count = universe.Random.Next(1, 5); count > 0; count--)
            universe.Random.Pick(All)(universe);
    }
}
