namespace ShadowGen.Generator.Tests.Harness;

/// <summary>The skeleton in a generated file, which writes it as a raw string literal.</summary>
internal static class Skeletons
{
    public static string Of(string generated)
    {
        var lines = generated.Split('\n').Select(line => line.Trim()).SkipWhile(line => line != "shadowgen-skeleton 1").TakeWhile(line => !line.EndsWith("u8;", StringComparison.Ordinal));
        return string.Join('\n', lines) + "\n";
    }
}
